Profile: Supervision
Parent: Basic
Id: supervision
Title: "Supervision"
Description: "A supervision about one young person. It opens with the actions of the last one and disposes of each. Its author alone reads it."
* extension contains SupervisionKind named kind 1..1 and LastAction named lastAction 0..* and FirstSupervision named first 0..1 and NewAction named newAction 0..*
* extension[kind] ^short = "Clinical or management"
* obeys hub-su-1
* code = $record-kind#supervision
* subject 1..1
* subject ^short = "The young person it was about"
* subject only Reference(Patient)
* created 1..1
* author 1..1
* author ^short = "The supervisor"

Invariant: hub-su-1
Description: "Supervision begins with the actions of the last one: one last-action for each, or first-supervision."
Severity: #error
Expression: "extension('https://referralhub.example/fhir/StructureDefinition/last-action').exists() xor extension('https://referralhub.example/fhir/StructureDefinition/first-supervision').exists()"

Profile: Assessment
Parent: QuestionnaireResponse
Id: assessment
Title: "Assessment"
Description: "An assessment that is complete leads to an action, a date until which it is watched, or a reason why not."
* extension contains AssessmentOutcome named outcome 0..*
* obeys hub-as-1
* subject 1..1
* subject only Reference(Patient)
* authored 1..1
* author 1..1

Invariant: hub-as-1
Description: "A completed assessment leads to something: extension assessment-outcome with an action, a date or a reason."
Severity: #error
Expression: "(status = 'completed' or status = 'amended') implies extension('https://referralhub.example/fhir/StructureDefinition/assessment-outcome').exists()"

Profile: RiskFormulation
Parent: RiskAssessment
Id: risk-formulation
Title: "Risk formulation"
Description: "What makes it harder, what helps, and what is of concern now, with date and author. No level, no number, no colour."
* subject only Reference(Patient)
* occurrence[x] 1..1
* occurrence[x] ^short = "Of which day it is"
* performer 1..1
* performer ^short = "Who wrote it"
* note 1..*
* note ^short = "The formulation, in words"
* prediction 0..0
* prediction ^short = "Levels and probabilities do not foretell suicide or self-harm"

Profile: Contact
Parent: Encounter
Id: contact
Title: "Contact"
Description: "One contact with a young person, met, written or missed."
* subject 1..1
* subject only Reference(Patient)
* type 1..*
* type ^short = "How: chat, call, at home, at school"
* period 1..1
* period.start 1..1
* serviceProvider 1..1
* serviceProvider ^short = "The agency in contact"
