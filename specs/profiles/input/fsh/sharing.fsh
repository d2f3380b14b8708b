Profile: SharingDecision
Parent: Consent
Id: sharing-decision
Title: "Sharing decision"
Description: "Who may see what of one young person, on which basis, until when."
* extension contains SharingReason named sharingReason 0..1 and Told named told 0..1 and Competence named competence 0..1 and SharingStatusReason named sharingStatusReason 0..1
* obeys hub-sd-1 and hub-sd-2 and hub-sd-3 and hub-sd-4
* scope = $consentscope#patient-privacy
* patient 1..1
* dateTime 1..1
* dateTime ^short = "When the decision was made"
* policyRule 1..1
* policyRule ^short = "On which basis: a code of the system legal-basis"
* policyRule from LegalBases (required)
* provision 1..1
* provision ^short = "Who may see what"
* provision.securityLabel 0..0
* provision.code 0..0
* provision.dataPeriod 0..0
* provision.data 0..0
* provision.class from ShareCategories (extensible)
* provision.actor.reference only Reference(Organization or RelatedPerson or Patient)

Invariant: hub-sd-1
Description: "Sharing to keep someone safe needs its reason in words: extension sharing-reason."
Severity: #error
Expression: "policyRule.coding.where(system = 'https://referralhub.example/fhir/CodeSystem/legal-basis' and code = 'share-to-keep-safe').exists() implies extension('https://referralhub.example/fhir/StructureDefinition/sharing-reason').value.exists()"

Invariant: hub-sd-2
Description: "Say who agreed: performer is the young person or the person with parental responsibility."
Severity: #error
Expression: "policyRule.coding.where(system = 'https://referralhub.example/fhir/CodeSystem/legal-basis' and (code = 'young-person-agrees' or code = 'parent-agrees')).exists() implies performer.exists()"

Invariant: hub-sd-3
Description: "Where they do not agree, nothing is permitted."
Severity: #error
Expression: "policyRule.coding.where(system = 'https://referralhub.example/fhir/CodeSystem/legal-basis' and code = 'does-not-agree').exists() implies (provision | provision.repeat(provision)).where(type = 'permit').empty()"

Invariant: hub-sd-4
Description: "Say whether the young person was told that it is shared to keep someone safe, or why not: extension told."
Severity: #warning
Expression: "policyRule.coding.where(system = 'https://referralhub.example/fhir/CodeSystem/legal-basis' and code = 'share-to-keep-safe').exists() implies extension('https://referralhub.example/fhir/StructureDefinition/told').exists()"
