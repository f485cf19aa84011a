import { journey } from '../support/journey.ts'
import { residentJourneys } from './journeys.ts'
import { portalFace } from './portal.ts'

const here = journey()
residentJourneys('portal', here, (who) => portalFace(here, who))
