/** Views of offers and bookings as the pages hold them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  BookingFormView,
  OfferFormView,
  OfferListView,
  OfferListWhich,
  OfferPageView,
} from '../../../bot/offers/view'
import { read } from '../../ask'

/** @param topic null: of all topics */
export function useOffers(which: OfferListWhich, topic: string | null) {
  return useQuery({
    queryKey: ['offer.list', { which, topic }],
    queryFn: () => read<OfferListView>('offer.list', { which, topic }),
    placeholderData: keepPreviousData,
  })
}

export function useOffer(offer: string) {
  return useQuery({
    queryKey: ['offer.show', { offer }],
    queryFn: () => read<OfferPageView>('offer.show', { offer }),
  })
}

/** @param offer null: a new one */
export function useOfferForm(offer: string | null) {
  return useQuery({
    queryKey: ['offer.form', { offer }],
    queryFn: () => read<OfferFormView>('offer.form', { offer }),
    // Typed into from then on: what others do meanwhile must not change it, and the next form is another one.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** With a nonce of its own for each booking. */
export function useBookingForm(offer: string) {
  return useQuery({
    queryKey: ['booking.form', { offer }],
    queryFn: () => read<BookingFormView>('booking.form', { offer }),
  })
}
