/** Where the tab starts: words, session, first page. */
import { createRoot } from 'react-dom/client'
import { navigate } from 'wouter/use-browser-location'
import { App } from './app'
import { openSession, sessionNow } from './session'
import { startTexts } from './texts'
import './looks/frame.css'
import './looks/pages.css'

startTexts(sessionNow().language)
const open = () => void openSession((path) => navigate(`/tab${path}`, { replace: true }))
const root = document.getElementById('root')
if (root) createRoot(root).render(<App onReopen={open} />)
open()
