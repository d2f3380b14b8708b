// Simple extensions: one value each.
RuleSet: Simple(type)
* value[x] 1..1
* value[x] only {type}

Extension: NamedWorker
Id: named-worker
Title: "Named worker"
Description: "The worker or team that has taken the referral on."
Context: Task
* insert Simple(Reference)

Extension: FirstContact
Id: first-contact
Title: "First contact"
Description: "When the young person will be met or called first."
Context: Task
* value[x] 1..1
* value[x] only date or dateTime

Extension: RiskHolder
Id: risk-holder
Title: "Risk holder"
Description: "The agency that holds the risk meanwhile."
Context: Task, ServiceRequest, EpisodeOfCare
* insert Simple(Reference)

Extension: NextRoute
Id: next-route
Title: "Next route"
Description: "Where the referrer may turn after a decline."
Context: Task
* insert Simple(CodeableConcept)
* valueCodeableConcept from NextRoutes (required)

Extension: NextRouteTarget
Id: next-route-target
Title: "Target of the next route"
Description: "The service meant by the next route."
Context: Task
* insert Simple(Reference)

Extension: Meanwhile
Id: meanwhile
Title: "Meanwhile"
Description: "What the referrer goes on doing until somebody has taken over."
Context: ServiceRequest
* insert Simple(string)

Extension: SafeContact
Id: safe-contact
Title: "Safe contact"
Description: "How the young person may and may not be contacted."
Context: Patient
* insert Simple(string)

Extension: Audience
Id: audience
Title: "Audience"
Description: "Whom this item is meant for."
Context: CarePlan.activity.detail
* insert Simple(Coding)
* valueCoding from Audiences (required)

Extension: SharingReason
Id: sharing-reason
Title: "Reason for sharing"
Description: "Why it is shared, in words."
Context: Consent
* insert Simple(string)

Extension: Told
Id: told
Title: "Told"
Description: "Whether, when and how the young person was told, or why not."
Context: Consent
* extension contains told 0..1 and when 0..1 and how 0..1 and why-not 0..1 and words 0..1
* extension[words].value[x] only string
* extension[told].value[x] only boolean
* extension[when].value[x] only date or dateTime
* extension[how].value[x] only string
* extension[why-not].value[x] only string

Extension: Competence
Id: competence
Title: "Competence"
Description: "How competence for this decision was judged."
Context: Consent
* insert Simple(string)

Extension: SharingStatusReason
Id: sharing-status-reason
Title: "Reason of the status"
Description: "Why the decision is not, or no longer, in force."
Context: Consent
* insert Simple(CodeableConcept)
* valueCodeableConcept from SharingStatusReasons (required)

Extension: Doer
Id: doer
Title: "Doer"
Description: "Who does the action, named or in words."
Context: Task
* value[x] 1..1
* value[x] only Reference or string

Extension: DoneMeans
Id: done-means
Title: "Done means"
Description: "How everybody will know that the action is done."
Context: Task
* insert Simple(string)

Extension: ProposedChange
Id: proposed-change
Title: "Proposed change"
Description: "In which other form the agency would take the action on."
Context: Task
* insert Simple(string)

// Extensions in parts.
Extension: NeedsGrouping
Id: needs-grouping
Title: "Decision about the grouping"
Description: "One for every decision: which grouping, since when, by whom, why, and where the young person stands."
Context: EpisodeOfCare
* extension contains grouping 1..1 and since 1..1 and author 1..1 and reason 1..1 and agreement 0..1
* extension[grouping] ^short = "Each decision names a grouping of the system needs-based-grouping"
* extension[grouping].value[x] 1..1
* extension[grouping].value[x] only Coding
* extension[grouping].valueCoding from NeedsBasedGroupings (required)
* extension[since] ^short = "Each decision has the date since which it holds"
* extension[since].value[x] 1..1
* extension[since].value[x] only date
* extension[author] ^short = "Each decision has an author"
* extension[author].value[x] 1..1
* extension[author].value[x] only Reference
* extension[reason] ^short = "Each decision has a reason in words"
* extension[reason].value[x] 1..1
* extension[reason].value[x] only string
* extension[agreement].value[x] 1..1
* extension[agreement].value[x] only Coding
* extension[agreement].valueCoding from Agreements (required)

Extension: RelatedEpisode
Id: related-episode
Title: "Related episode"
Description: "Another agency's episode, and how it stands to this one."
Context: EpisodeOfCare
* extension contains relation 1..1 and episode 1..1
* extension[relation].value[x] 1..1
* extension[relation].value[x] only Coding
* extension[relation].valueCoding from EpisodeRelations (required)
* extension[episode].value[x] 1..1
* extension[episode].value[x] only Reference

Extension: Agreement
Id: agreement
Title: "Agreement"
Description: "Where the young person stands, in their words, and when they said so."
Context: CarePlan
* extension contains stance 1..1 and words 0..1 and date 0..1
* extension[stance].value[x] 1..1
* extension[stance].value[x] only Coding
* extension[stance].valueCoding from Agreements (required)
* extension[words].value[x] only string
* extension[date].value[x] only date or dateTime

Extension: SupervisionKind
Id: supervision-kind
Title: "Kind of supervision"
Description: "Clinical or management."
Context: Basic
* insert Simple(Coding)
* valueCoding from SupervisionKinds (required)

Extension: LastAction
Id: last-action
Title: "Action of the last supervision"
Description: "One for each action of the last supervision: done, carried on or dropped; why, where it was not done."
Context: Basic
* obeys hub-la-1
* extension contains action 1..1 and disposal 1..1 and reason 0..1
* extension[action].value[x] 1..1
* extension[action].value[x] only string or Reference
* extension[disposal].value[x] 1..1
* extension[disposal].value[x] only Coding
* extension[disposal].valueCoding from ActionDisposals (required)
* extension[reason].value[x] only string

Invariant: hub-la-1
Description: "An action that is carried on or dropped says why: part reason."
Severity: #error
Expression: "extension.where(url = 'disposal').value.code = 'done' or extension.where(url = 'reason').value.exists()"

Extension: NewAction
Id: new-action
Title: "New action"
Description: "What supervision agreed to do next."
Context: Basic
* value[x] 1..1
* value[x] only string or Reference

Extension: FirstSupervision
Id: first-supervision
Title: "First supervision"
Description: "There is no last one whose actions could be looked at."
Context: Basic
* insert Simple(boolean)
* valueBoolean = true

Extension: AssessmentOutcome
Id: assessment-outcome
Title: "What follows from the assessment"
Description: "An action, a date until which it is watched, or the reason why nothing follows."
Context: QuestionnaireResponse
* value[x] 1..1
* value[x] only Reference or date or string
