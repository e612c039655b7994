/** From today to what the network is for: needs, offers, and how the one answers the other. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

const places = ['needs', 'offers', 'gaps'] as const

export function Training() {
  const { t } = useTranslation()
  return (
    <ul className="groups">
      {places.map((place) => (
        <li key={place}>
          <Link href={`/${place}`}>{t(`training.${place}`)}</Link>
          <span className="quiet">{t(`training.${place}-say`)}</span>
        </li>
      ))}
    </ul>
  )
}
