import type * as appeals from './appeals.ts'
import type * as authorities from './authorities.ts'
import type * as board from './board.ts'
import type * as city from './city.ts'
import type * as access from './access.ts'
import type * as administration from './administration.ts'
import type * as integrations from './integration-desk.ts'
import type * as embed from './embed.ts'
import type * as grants from './grants.ts'
import type * as insight from './insight.ts'
import type * as webhooks from './webhooks.ts'
import type * as myData from './my-data.ts'
import type * as identity from './identity.ts'

/** A procedure's input, as the caller writes it, and its answer. */
export interface Call<Input, Output> {
  input: Input
  output: Output
}

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

type ByCode<Output> = Call<{ code: string }, Output>
/** By the reference under which strangers know it. */
type ByRef<Output> = Call<{ ref: string }, Output>
type Command<Input, Output = appeals.Receipt> = Call<Input, Output>

/** What only reads: safe to send again, batched when asked for in one tick. */
export interface Queries {
  'city.get': Call<void, city.CityProfile>
  'city.locate': Call<city.LocateInput, city.Located>
  'city.areas': Call<{ parent?: string | null }, city.AreasBelow>
  'city.shapes': Call<city.ShapesInput, city.CityShapes>
  'city.layers': Call<void, city.CityLayers>
  'city.plate': Call<{ text: string }, { place: city.CityPlace | null }>
  'assist.propose': Call<{ text: string }, city.Proposed>
  'assist.transcribe': Call<{ token: string }, { text: string | null }>
  'city.places': Call<city.PlacesInput, { items: city.CityPlace[] }>
  'appeals.mine': Call<appeals.MineInput, Page<appeals.AppealItem>>
  'appeals.near': Call<appeals.NearInput, { items: appeals.NearAppeal[] }>
  'appeals.similar': Call<appeals.SimilarInput, { items: appeals.SimilarAppeal[] }>
  'appeals.joined': Call<appeals.JoinedInput, Page<appeals.JoinedAppeal>>
  'appeals.joinedOne': ByRef<appeals.JoinedProgress>
  'authorities.list': Call<void, { items: authorities.Authority[] }>
  'authorities.get': ByRef<authorities.AuthorityDetails>
  'consents.request': Call<{ uid: string }, grants.GrantRequest>
  'consents.list': Call<void, { items: grants.Grant[] }>
  'authorityDesk.list': Call<authorities.AuthorityListInput, Page<authorities.DeskAuthority>>
  'authorityDesk.get': ByRef<authorities.DeskAuthorityDetails>
  'progress.get': ByCode<appeals.Progress>
  'workOrders.list': Call<appeals.QueueInput, Page<appeals.DeskItem>>
  'workOrders.count': Call<appeals.ListFilter, appeals.ListCount>
  'workOrders.standing': Call<{ codes: string[] }, { items: appeals.Standing[] }>
  'workOrders.dueBoard': Call<appeals.BoardInput, appeals.DueBoardView>
  'desk.views': Call<void, { items: appeals.SavedView[] }>
  'workOrders.counts': Call<void, appeals.QueueCounts>
  'workOrders.search': Call<appeals.SearchInput, Page<appeals.DeskItem>>
  'workOrders.similar': Call<appeals.SimilarInput, { items: appeals.AppealItem[] }>
  'workOrders.propose': Call<appeals.ProposalInput, appeals.OwnerProposal>
  'workOrders.around': Call<appeals.AroundInput, { items: appeals.OrderAround[] }>
  'workOrders.publishDraft': ByCode<board.PublishDraft>
  'changes.since': Call<appeals.ChangesInput, appeals.ChangesSince>
  'board.list': Call<board.PublicListInput, Page<board.PublicItem>>
  'board.get': ByRef<board.PublicAppeal>
  'board.near': Call<board.PublicNearInput, { items: board.PublicItem[] }>
  'board.answers': Call<{ words: string }, { items: board.PublicAnswer[] }>
  'ratings.linked': Call<{ token: string }, board.LinkedAppeal | null>
  'workOrders.get': ByCode<appeals.WorkOrder>
  'bodies.list': Call<administration.BodyListInput, Page<administration.CityBody>>
  'bodies.get': ByCode<administration.CityBodyDetails>
  'ownership.list': Call<administration.OwnershipListInput, administration.OwnershipRules>
  'staff.list': Call<administration.StaffListInput, Page<administration.StaffMember>>
  'staff.get': Call<{ ref: string }, administration.StaffDetails>
  'integrationDesk.list': Call<integrations.IntegrationListInput, Page<integrations.DeskIntegration>>
  'integrationDesk.get': ByRef<integrations.DeskIntegrationDetails>
  'integrationDesk.usage': Call<integrations.UsageInput, integrations.IntegrationUsage>
  'integrationDesk.sandbox': ByRef<integrations.SandboxState>
  'webhooks.list': Call<{ integration: string }, webhooks.WebhookEndpoints>
  'webhooks.get': ByRef<webhooks.WebhookDetails>
  'webhooks.deliveries': Call<webhooks.WebhookDeliveriesInput, Page<webhooks.WebhookDelivery>>
  'webhooks.delivery': Call<{ messageId: string }, webhooks.WebhookDeliveryDetails>
  'insight.overview': Call<insight.OverviewInput, insight.Overview>
  'insight.openMap': Call<insight.OpenMapInput, insight.OpenMap>
  'identity.me': Call<void, identity.Me>
  'identity.devices': Call<void, { items: access.Device[] }>
  'staffAccess.ways': Call<void, access.StaffWays>
  'staffAccess.own': Call<void, access.OwnWays>
  'identity.ways': Call<void, access.OfferedWays>
  'identity.ownWays': Call<void, access.ResidentWays>
  'identity.hostApps': Call<void, { items: identity.HostAppInfo[] }>
  'identity.demoPersonas': Call<void, { items: identity.Persona[] }>
  'myData.looks': Call<myData.MyDataInput, Page<myData.ContactLook>>
  'myData.consents': Call<myData.MyDataInput, Page<myData.Consent>>
  'myData.deletion': Call<void, myData.AccountDeletion>
  'places.list': Call<void, { items: identity.SavedPlace[] }>
}

/** What changes something: sent with an idempotency key, the same for every retry. */
export interface Commands {
  'appeals.submit': Command<appeals.SubmitInput>
  'appeals.supplement': Command<appeals.SupplementInput>
  'appeals.urge': Command<appeals.OnAppeal>
  'appeals.withdraw': Command<appeals.WithdrawInput>
  'appeals.adopt': Command<{ code: string }>
  'integrations.mintEmbedSecret': Command<embed.MintEmbedSecretInput, embed.EmbedSecret>
  'consents.agree': Command<{ uid: string }, grants.GrantAnswer>
  'consents.refuse': Command<{ uid: string }, grants.GrantAnswer>
  'consents.undo': Command<{ ref: string }, grants.Grant>
  'myData.copy': Command<myData.CopyInput, myData.DataCopy>
  'myData.delete': Command<myData.DeleteAccountInput, myData.DeletedAccount>
  'myData.keep': Command<void, myData.DeletedAccount>
  'authorities.offer': Command<authorities.OfferAuthorityInput, authorities.AuthorityCode>
  'authorities.open': Command<{ code: string }, authorities.OfferedAuthority>
  'authorities.accept': Command<{ code: string }, authorities.AuthorityReceipt>
  'authorities.request': Command<authorities.RequestAuthorityInput, authorities.AuthorityReceipt>
  'authorities.end': Command<{ ref: string }, authorities.AuthorityReceipt>
  'authorityDesk.witness': Command<authorities.WitnessInput, authorities.AuthorityCode>
  'authorityDesk.viewEvidence': Command<authorities.OnAuthority, authorities.AuthorityEvidence>
  'authorityDesk.approve': Command<authorities.OnAuthority, authorities.AuthorityReceipt>
  'authorityDesk.refuse': Command<authorities.RefuseAuthorityInput, authorities.AuthorityReceipt>
  'authorityDesk.renew': Command<authorities.RenewAuthorityInput, authorities.AuthorityReceipt>
  'authorityDesk.end': Command<{ ref: string }, authorities.AuthorityReceipt>
  'progress.lookUp': Command<appeals.LookUpInput, appeals.LookedUp>
  'appeals.join': Command<{ ref: string }, appeals.JoinReceipt>
  'appeals.answerJoined': Command<appeals.AnswerJoinedInput, appeals.JoinReceipt>
  'appeals.rehandle': Command<appeals.RehandleInput>
  'appeals.unpublish': Command<appeals.OnAppeal>
  'appeals.reportPressure': Command<board.ReportPressureInput>
  'ratings.rate': Command<appeals.RateInput>
  'ratings.rateLinked': Command<board.RateLinkedInput, { at: string }>
  'workOrders.register': Command<appeals.RegisterInput>
  'workOrders.accept': Command<appeals.OnAppeal>
  'workOrders.decline': Command<appeals.DeclineInput>
  'workOrders.answer': Command<appeals.AnswerInput>
  'workOrders.classify': Command<appeals.ClassifyInput>
  'workOrders.dispatch': Command<appeals.DispatchInput>
  'workOrders.take': Command<appeals.OnAppeal>
  'workOrders.bounce': Command<appeals.BounceInput>
  'workOrders.ruleBounce': Command<appeals.RuleBounceInput>
  'workOrders.requestExtension': Command<appeals.RequestExtensionInput>
  'workOrders.ruleExtension': Command<appeals.RuleExtensionInput>
  'workOrders.contact': Command<appeals.ContactInput>
  'workOrders.viewContact': Command<appeals.OnAppeal, appeals.ContactDetails>
  'workOrders.verifyOnSite': Command<appeals.VerifyOnSiteInput>
  'workOrders.giveFeedback': Command<appeals.GiveFeedbackInput>
  'workOrders.reviewFeedback': Command<appeals.ReviewFeedbackInput>
  'workOrders.archive': Command<appeals.OnAppeal>
  'workOrders.publish': Command<board.PublishInput>
  'workOrders.unpublish': Command<board.UnpublishInput>
  'workOrders.passContent': Command<board.PassContentInput>
  'workOrders.settlePressure': Command<board.SettlePressureInput>
  'desk.saveView': Command<appeals.SavedView, { done: true }>
  'desk.removeView': Command<{ name: string }, { done: true }>
  'desk.present': Command<appeals.PresentInput, appeals.Present>
  'desk.dispatchMany': Command<appeals.DispatchManyInput, { results: appeals.DispatchResult[] }>
  'desk.exportList': Command<appeals.ExportInput, appeals.ExportedList>
  'webhooks.add': Command<webhooks.AddWebhookInput, webhooks.WebhookSecret>
  'webhooks.change': Command<webhooks.ChangeWebhookInput, webhooks.WebhookReceipt>
  'webhooks.rotate': Command<webhooks.RotateWebhookInput, webhooks.WebhookSecret>
  'webhooks.pause': Command<webhooks.OnWebhook, webhooks.WebhookReceipt>
  'webhooks.resume': Command<webhooks.OnWebhook, webhooks.WebhookReceipt>
  'webhooks.close': Command<webhooks.OnWebhook, webhooks.WebhookReceipt>
  'webhooks.test': Command<{ ref: string }, webhooks.WebhookReceipt>
  'webhooks.replay': Command<webhooks.ReplayWebhookInput, webhooks.WebhookReplayed>
  'webhookTunnel.open': Command<webhooks.OpenTunnelInput, webhooks.OpenedTunnel>
  'webhookTunnel.next': Command<webhooks.TunnelInput, webhooks.TunnelRequests>
  'webhookTunnel.close': Command<{ ref: string }, { done: true }>
  'bodies.add': Command<administration.AddBodyInput, administration.BodyReceipt>
  'bodies.change': Command<administration.ChangeBodyInput, administration.BodyReceipt>
  'bodies.switchOff': Command<administration.SwitchOffBodyInput, administration.BodyReceipt>
  'bodies.switchOn': Command<administration.OnBody, administration.BodyReceipt>
  'ownership.set': Command<administration.SetOwnerInput, administration.OwnershipReceipt>
  'ownership.end': Command<administration.EndOwnerInput, administration.OwnershipReceipt>
  'integrationDesk.register': Command<integrations.RegisterIntegrationInput, integrations.IntegrationReceipt>
  'integrationDesk.describe': Command<integrations.DescribeIntegrationInput, integrations.IntegrationReceipt>
  'integrationDesk.setAddresses': Command<integrations.IntegrationAddressesInput, integrations.IntegrationReceipt>
  'integrationDesk.setJwksUri': Command<integrations.JwksUriInput, integrations.IntegrationReceipt>
  'integrationDesk.demandPushed': Command<integrations.OnIntegration, integrations.IntegrationReceipt>
  'integrationDesk.allowUnpushed': Command<integrations.OnIntegration, integrations.IntegrationReceipt>
  'integrationDesk.addKeys': Command<integrations.AddKeysInput, integrations.IntegrationReceipt>
  'integrationDesk.retireKey': Command<integrations.RetireKeyInput, integrations.IntegrationReceipt>
  'integrationDesk.activate': Command<integrations.OnIntegration, integrations.IntegrationReceipt>
  'integrationDesk.suspend': Command<integrations.SuspendIntegrationInput, integrations.IntegrationReceipt>
  'integrationDesk.resume': Command<integrations.OnIntegration, integrations.IntegrationReceipt>
  'integrationDesk.close': Command<integrations.CloseIntegrationInput, integrations.IntegrationReceipt>
  'integrationDesk.askScope': Command<integrations.AskScopeInput, integrations.ScopeGrantReceipt>
  'integrationDesk.grantScope': Command<integrations.GrantScopeInput, integrations.ScopeGrantReceipt>
  'integrationDesk.approveScope': Command<integrations.ApproveScopeInput, integrations.ScopeGrantReceipt>
  'integrationDesk.refuseScope': Command<integrations.RefuseScopeInput, integrations.ScopeGrantReceipt>
  'integrationDesk.endScope': Command<integrations.EndScopeInput, integrations.ScopeGrantReceipt>
  'integrationDesk.addEngineer': Command<integrations.AddEngineerInput, integrations.EngineerReceipt>
  'integrationDesk.removeEngineer': Command<integrations.RemoveEngineerInput, integrations.IntegrationReceipt>
  'integrationDesk.openSandbox': Command<integrations.OpenSandboxInput, integrations.IntegrationReceipt>
  'integrationDesk.closeSandbox': Command<{ ref: string }, integrations.IntegrationReceipt>
  'integrationDesk.moveSandboxClock': Command<integrations.SandboxClockInput, { now: string }>
  'staff.add': Command<administration.AddStaffInput, administration.StaffReceipt>
  'staff.rename': Command<administration.RenameStaffInput, administration.StaffReceipt>
  'staff.switchOff': Command<administration.OnStaff, administration.StaffReceipt>
  'staff.switchOn': Command<administration.OnStaff, administration.StaffReceipt>
  'staff.grant': Command<administration.GrantInput, administration.StaffReceipt>
  'staff.endGrant': Command<administration.EndGrantInput, administration.StaffReceipt>
  'identity.demoSignIn': Command<{ persona: string }, identity.SignedIn>
  'identity.startTicket': Command<identity.StartTicketInput, identity.StartedTicket>
  'identity.exchangeTicket': Command<identity.ExchangeTicketInput, identity.ExchangedTicket>
  'identity.signOut': Command<void, { done: true }>
  'identity.signOutDevice': Command<{ id: string }, { done: true }>
  'identity.signOutEverywhere': Command<{ here?: boolean }, { done: true }>
  'identity.sendCode': Command<{ phone: string }, access.SentCode>
  'identity.phoneSignIn': Command<access.PhoneSignInInput, access.OpenedSession>
  'identity.sendOwnCode': Command<void, access.SentOwnCode>
  'identity.stepUp': Command<access.CodeProof, { done: true }>
  'identity.sendLinkCode': Command<{ phone: string }, access.SentCode>
  'identity.linkPhone': Command<access.PhoneProof, { done: true }>
  'identity.unlinkWay': Command<{ way: string }, { done: true }>
  'identity.wechatSignIn': Command<{ code: string }, access.WeChatSignedIn>
  'identity.wechatPhoneSignIn': Command<access.WeChatPhoneInput, access.OpenedSession>
  'identity.wechatCodeSignIn': Command<access.WeChatCodeInput, access.OpenedSession>
  'identity.linkWechat': Command<{ code: string }, { done: true }>
  'identity.renew': Command<{ refresh: string }, access.SessionPair>
  'staffAccess.openInvitation': Command<{ token: string }, access.StaffInvitation>
  'staffAccess.askInvitedPasskey': Command<{ token: string }, access.PasskeyAsk>
  'staffAccess.acceptInvitation': Command<access.AcceptInvitationInput, access.AcceptedInvitation>
  'staffAccess.passwordSignIn': Command<access.PasswordInput, access.FactorAsk>
  'staffAccess.factorSignIn': Command<access.FactorInput, access.CameIn>
  'staffAccess.askPasskey': Command<void, access.PasskeyAsk>
  'staffAccess.passkeySignIn': Command<access.PasskeyProof, access.CameIn>
  'staffAccess.stepUp': Command<access.StepUpInput, { done: true }>
  'staffAccess.changePassword': Command<access.ChangePasswordInput, { done: true }>
  'staffAccess.askOwnPasskey': Command<void, access.PasskeyAsk>
  'staffAccess.addPasskey': Command<access.NewPasskey, { done: true }>
  'staffAccess.removePasskey': Command<{ id: string }, { done: true }>
  'staffAccess.invite': Command<access.InviteInput, access.InvitedStaff>
  'staffAccess.linkSubject': Command<access.LinkSubjectInput, administration.StaffReceipt>
  'staffAccess.unlinkSubject': Command<administration.OnStaff, administration.StaffReceipt>
  'notices.tellMe': Command<identity.TellMeInput, { done: true }>
  'places.save': Command<identity.NewPlace, identity.SavedPlace>
  'places.remove': Command<{ id: string }, { done: true }>
}
