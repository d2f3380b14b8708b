// Each of the hub's code systems whole, where a profile binds to it.
RuleSet: Whole(system)
* ^experimental = false
* include codes from system {system}

ValueSet: ShareCategories
Id: share-categories
Title: "Share categories"
Description: "What a thing is to a sharing decision."
* insert Whole($share-category)

ValueSet: LegalBases
Id: legal-bases
Title: "Legal bases"
Description: "On which basis it is shared, or not."
* insert Whole($legal-basis)

ValueSet: SharingStatusReasons
Id: sharing-status-reasons
Title: "Reasons of a sharing decision's status"
Description: "Why a sharing decision is not, or no longer, in force."
* insert Whole($sharing-status-reason)

ValueSet: NeedsBasedGroupings
Id: needs-based-groupings
Title: "Needs-based groupings"
Description: "The five groupings of i-THRIVE."
* insert Whole($needs-based-grouping)

ValueSet: Agreements
Id: agreements
Title: "Stances"
Description: "Where the young person stands."
* insert Whole($agreement)

ValueSet: Audiences
Id: audiences
Title: "Audiences"
Description: "Whom an item of a safety plan is meant for."
* insert Whole($audience)

ValueSet: SafetyPlanSteps
Id: safety-plan-steps
Title: "Steps of a safety plan"
Description: "The steps of a safety plan, in the order in which they are tried."
* insert Whole($safety-plan-step)

ValueSet: NextRoutes
Id: next-routes
Title: "Next routes"
Description: "Where a referrer may turn after a decline."
* insert Whole($next-route)

ValueSet: EpisodeRelations
Id: episode-relations
Title: "Relations of episodes"
Description: "How one agency's episode stands to another's."
* insert Whole($episode-relation)

ValueSet: SupervisionKinds
Id: supervision-kinds
Title: "Kinds of supervision"
Description: "Clinical and management supervision are two things."
* insert Whole($supervision-kind)

ValueSet: ActionDisposals
Id: action-disposals
Title: "What became of an action"
Description: "What supervision decided of each action of the last one."
* insert Whole($action-disposal)

ValueSet: SafetyPlanStatus
Id: safety-plan-status
Title: "States of a safety plan"
Description: "A safety plan that is needed is never on hold, and its state is always known."
* ^experimental = false
* $care-plan-status#draft "Draft"
* $care-plan-status#active "Active"
* $care-plan-status#revoked "Revoked"
* $care-plan-status#completed "Completed"
* $care-plan-status#entered-in-error "Entered in Error"

ValueSet: ReferralTaskStatus
Id: referral-task-status
Title: "States of a referral's Task"
Description: "All states of a Task but ready: a referral is requested, then received."
* ^experimental = false
* include codes from valueset http://hl7.org/fhir/ValueSet/task-status
* exclude $task-status#ready
