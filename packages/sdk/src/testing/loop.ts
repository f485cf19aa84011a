import {
  areasInput,
  codeInput,
  locateInput,
  placesInput,
  queueInput,
  residentInputs,
  schema,
  staffInputs,
  type AppealState,
  type Queue,
} from '@civicgrid/contracts'
import type { StandingCommand } from '@civicgrid/server/rules'
import { z } from 'zod'
import type { MockAppeals } from './appeals.ts'
import type { LoadedMock } from './city.ts'
import { pageOf } from './pages.ts'
import { actorOf, command, personOf, query, type Procedures } from './procedures.ts'

type Said = Exclude<keyof typeof residentInputs, 'mine' | 'rate' | 'reportPressure'>
type Done = Exclude<
  keyof typeof staffInputs,
  'viewContact' | 'publish' | 'unpublish' | 'passContent' | 'settlePressure'
>

const WAITING: Partial<Record<Queue, AppealState['status']>> = {
  toAccept: 'submitted',
  toDispatch: 'accepted',
  toTake: 'dispatched',
  inHand: 'inProgress',
  toReview: 'feedbackPending',
  bounces: 'bounceRequested',
}

/** The part of the API that a mock city answers, by the contract's schemas and the server's rules. */
export function loopProcedures(appeals: MockAppeals, { service }: LoadedMock): Procedures {
  const said = (name: Said & StandingCommand) =>
    command(residentInputs[name], (input, caller) => appeals.give(personOf(caller, 'resident'), name, input as never))
  const done = (name: Done & StandingCommand) =>
    command(staffInputs[name], (input, caller) => appeals.give(personOf(caller, 'staff'), name, input as never))

  return {
    'city.get': query(z.void(), (_, { person }) => service.profile(person?.actor.kind === 'staff')),
    'city.locate': query(locateInput, ({ point }) => service.locate(point)),
    'city.areas': query(areasInput, ({ parent }) => service.areas(parent ?? null)),
    'city.places': query(placesInput, ({ words, limit }) => ({ items: service.places(words, limit) })),

    'appeals.submit': command(schema.submitInput, (input, caller) =>
      appeals.submit(personOf(caller, 'resident'), 'portal', input),
    ),
    'appeals.mine': query(residentInputs.mine, ({ open, cursor, limit }, caller) =>
      pageOf(appeals.mine(personOf(caller, 'resident').actor.id, open === true), cursor, limit),
    ),
    'appeals.supplement': said('supplement'),
    'appeals.urge': said('urge'),
    'appeals.withdraw': said('withdraw'),
    'appeals.rehandle': said('rehandle'),
    'progress.get': query(codeInput, ({ code }, caller) => appeals.progress(actorOf(caller), code)),
    'ratings.rate': command(residentInputs.rate, (input, caller) =>
      appeals.give(personOf(caller, 'resident'), 'rate', input),
    ),

    'workOrders.register': command(schema.registerInput, ({ channel, ...input }, caller) =>
      appeals.submit(personOf(caller, 'staff'), channel, input),
    ),
    'workOrders.list': query(queueInput, ({ queue, cursor, limit }, caller) => {
      const status = WAITING[queue]
      const holds = (state: AppealState) => status === undefined || state.status === status
      return pageOf(appeals.desk(personOf(caller, 'staff').actor, holds), cursor, limit)
    }),
    'workOrders.get': query(codeInput, ({ code }, caller) => appeals.workOrder(personOf(caller, 'staff').actor, code)),
    'workOrders.accept': done('accept'),
    'workOrders.decline': done('decline'),
    'workOrders.answer': done('answer'),
    'workOrders.classify': done('classify'),
    'workOrders.dispatch': done('dispatch'),
    'workOrders.take': done('take'),
    'workOrders.bounce': done('bounce'),
    'workOrders.ruleBounce': done('ruleBounce'),
    'workOrders.requestExtension': done('requestExtension'),
    'workOrders.ruleExtension': done('ruleExtension'),
    'workOrders.contact': done('contact'),
    'workOrders.verifyOnSite': done('verifyOnSite'),
    'workOrders.giveFeedback': done('giveFeedback'),
    'workOrders.reviewFeedback': done('reviewFeedback'),
    'workOrders.archive': done('archive'),
    'workOrders.viewContact': command(staffInputs.viewContact, (input, caller) => {
      const receipt = appeals.give(personOf(caller, 'staff'), 'viewContact', input)
      return { ...appeals.contactOf(input.code), onBehalfOf: null, agent: null, receipt }
    }),
  }
}
