Profile: SafetyPlan
Parent: CarePlan
Id: safety-plan
Title: "Safety plan"
Description: "What helps this young person when it gets dark: item by item, in their words, each for somebody."
* obeys hub-sp-1
* status from SafetyPlanStatus (required)
* intent = #plan
* subject only Reference(Patient)
* activity.reference 0..0
* activity.detail 1..1
* activity.detail ^short = "One item of the plan"
* activity.detail.extension contains Audience named audience 1..*
* activity.detail.extension[audience] ^short = "Each item says whom it is meant for"
* activity.detail.code 1..1
* activity.detail.code ^short = "Each item says its step"
* activity.detail.code from SafetyPlanSteps (required)
* activity.detail.description 1..1
* activity.detail.description ^short = "The young person's own words"

Invariant: hub-sp-1
Description: "An active safety plan has at least one item."
Severity: #error
Expression: "status = 'active' implies activity.exists()"

Profile: JointActionPlan
Parent: CarePlan
Id: joint-action-plan
Title: "Joint action plan"
Description: "What the agencies do together: one Task for each action, and where the young person stands."
* extension contains Agreement named agreement 0..1
* obeys hub-jp-1 and hub-jp-2
* intent = #plan
* subject only Reference(Patient)
* activity.detail 0..0
* activity.reference 1..1
* activity.reference ^short = "Each action is a Task of its own, so that one agency can accept it"
* activity.reference only Reference(Task)

Invariant: hub-jp-1
Description: "Say where the young person stands: extension agreement."
Severity: #error
Expression: "status = 'draft' or extension('https://referralhub.example/fhir/StructureDefinition/agreement').exists()"

Invariant: hub-jp-2
Description: "Where the young person does not agree or could not be asked, keep their words, or why."
Severity: #error
Expression: "status = 'draft' or extension('https://referralhub.example/fhir/StructureDefinition/agreement').all(extension.where(url = 'stance').value.code = 'agrees' or extension.where(url = 'words').value.exists())"

Profile: PlanAction
Parent: Task
Id: plan-action
Title: "Action of a joint plan"
Description: "One action, for which one agency answers."
* extension contains Doer named doer 0..1 and DoneMeans named doneMeans 0..1 and ProposedChange named proposedChange 0..1
* obeys hub-pa-1 and hub-pa-2
* basedOn 1..*
* basedOn ^short = "The CarePlan it belongs to"
* for 1..1
* for only Reference(Patient)
* requester 1..1
* requester ^short = "The agency that proposes the action"
* requester only Reference(Organization)
* owner 1..1
* owner ^short = "The one agency accountable for the action"
* owner only Reference(Organization or PractitionerRole or HealthcareService)
* description 1..1
* description ^short = "In plain words what is to be done"

Invariant: hub-pa-1
Description: "An action has a date by which it is due."
Severity: #error
Expression: "status = 'draft' or restriction.period.end.exists()"

Invariant: hub-pa-2
Description: "Say how everybody will know that it is done: extension done-means."
Severity: #error
Expression: "status = 'draft' or extension('https://referralhub.example/fhir/StructureDefinition/done-means').value.exists()"

Profile: Episode
Parent: EpisodeOfCare
Id: episode
Title: "Episode"
Description: "One agency's involvement with a young person, with every decision about the needs-based grouping."
* extension contains NeedsGrouping named needsGrouping 0..* and RelatedEpisode named relatedEpisode 0..* and RiskHolder named riskHolder 0..1
* managingOrganization 1..1
* managingOrganization ^short = "The agency whose involvement it is"
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains journey 0..1
* identifier[journey] ^short = "Ties the episodes of several agencies together"
* identifier[journey].system 1..1
* identifier[journey].system = "https://referralhub.example/fhir/NamingSystem/journey" (exactly)
* identifier[journey].value 1..1
