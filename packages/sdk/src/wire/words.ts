import type * as contracts from '@civicgrid/contracts/constants'

// The words that fields of one choice are made of. A newer server may say more of them than this build knows: show an
// unknown one as it is.

/** 咨询 consult, 求助 help, 投诉 complain, 举报 report, 建议 suggest, 表扬 praise. */
export type AppealKind = contracts.AppealKind
/** Where an appeal is in its loop. */
export type AppealStatus = contracts.AppealStatus
/** How it came in. */
export type Channel = contracts.Channel
/** An honest result; there is no bare "closed". */
export type Outcome = contracts.Outcome
export type Satisfaction = contracts.Satisfaction
/** What the resident says of the result. */
export type SolvedAnswer = contracts.SolvedAnswer
/** "Not reached" is the result of an attempt, never an outcome. */
export type ContactResult = contracts.ContactResult
export type ContactMeans = contracts.ContactMeans
/** What a clock runs for. */
export type ClockStage = contracts.ClockStage
export type StaffRole = contracts.StaffRole
/** Under which a command was given. */
export type ActorRole = contracts.ActorRole
/** The eight steps of the loop, 事项受理 to 归档销号. */
export type Step = contracts.Step
export type StepState = contracts.StepState
/** The four plain stages of a resident. */
export type Stage = contracts.Stage
/** How an authority to act for another came about. */
export type AuthorityOrigin = contracts.AuthorityOrigin
/** What an agent may do for another. */
export type AuthorityScope = contracts.AuthorityScope
/** How an authority stands now, time included. */
export type AuthorityStanding = contracts.AuthorityStanding
/** A queue of the desk. */
export type Queue = contracts.Queue
/** What a point was measured in; CGCS2000 equals WGS-84 here. */
export type ReferenceSystem = contracts.ReferenceSystem
/** One person may be a resident in the portal and staff at the desk in the same browser: a session each. */
export type Realm = contracts.Realm
