Profile: Referral
Parent: ServiceRequest
Id: referral
Title: "Referral"
Description: "What is asked of another agency. Only the agency that placed it writes it."
* extension contains Meanwhile named meanwhile 0..1 and RiskHolder named riskHolder 0..1
* obeys hub-rf-1
* subject only Reference(Patient)
* requester 1..1
* requester ^short = "A referral says who asks"
* requester only Reference(Organization or PractitionerRole or Practitioner)

Invariant: hub-rf-1
Description: "A referral says why: reasonCode with words, or reasonReference."
Severity: #error
Expression: "status = 'draft' or reasonCode.exists() or reasonReference.exists()"

Profile: ReferralTask
Parent: Task
Id: referral-task
Title: "Task of a referral"
Description: "Progress of one referral at one recipient, who moves it."
* extension contains NamedWorker named namedWorker 0..1 and FirstContact named firstContact 0..1 and RiskHolder named riskHolder 0..1 and NextRoute named nextRoute 0..1 and NextRouteTarget named nextRouteTarget 0..1
* intent = #order
* status from ReferralTaskStatus (required)
* focus 1..1
* focus ^short = "The ServiceRequest that is to be fulfilled"
* focus only Reference(ServiceRequest)
* for 1..1
* for ^short = "The Patient of the ServiceRequest"
* for only Reference(Patient)
* requester 1..1
* requester ^short = "The agency that refers"
* requester only Reference(Organization)
* owner 1..1
* owner ^short = "The agency, or a service or role of it, that is asked"
* owner only Reference(Organization or PractitionerRole or HealthcareService)
