/** What seats are called where they are the matter of something: by whom they are for. */
import type { Describers } from '../delivery/describe'
import { seatTitles } from './store'

export const seatDescribers: Describers = { seat: seatTitles }
