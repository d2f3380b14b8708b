Profile: Person
Parent: Patient
Id: person
Title: "Person"
Description: "A young person. Nothing here forces identity; identifiers are compatible with UK Core."
* extension contains SafeContact named safeContact 0..1
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains alias 0..1 and nhsNumber 0..1
* identifier[alias].system 1..1
* identifier[alias].system = "https://referralhub.example/fhir/NamingSystem/alias" (exactly)
* identifier[alias].value 1..1
* identifier[nhsNumber].system 1..1
* identifier[nhsNumber].system = "https://fhir.nhs.uk/Id/nhs-number" (exactly)
* identifier[nhsNumber].value 1..1
* identifier[nhsNumber].value obeys hub-nhs-1

Invariant: hub-nhs-1
Description: "An NHS number is ten digits, without spaces."
Severity: #error
Expression: "matches('^[0-9]{10}$')"

Profile: AnonymousPerson
Parent: Person
Id: anonymous-person
Title: "Anonymous person"
Description: "A young person known by an alias alone."
* identifier[alias] 1..1
* identifier[alias] ^short = "The name the young person chose"
* identifier[nhsNumber] 0..0
* name 0..0
* telecom 0..0
* address 0..0
* photo 0..0
* contact 0..0
* birthDate obeys hub-an-1

Invariant: hub-an-1
Description: "Of an anonymous person the year and month of birth are enough."
Severity: #error
Expression: "toString().length() <= 7"

Profile: IdentifiedPerson
Parent: Person
Id: identified-person
Title: "Identified person"
Description: "A young person who has said who they are."
* name 1..*
* name ^short = "What the young person is called"
* name obeys hub-ip-1
* birthDate 1..1

Invariant: hub-ip-1
Description: "A name has text, a family name or a given name."
Severity: #error
Expression: "text.exists() or family.exists() or given.exists()"

Profile: Agency
Parent: Organization
Id: agency
Title: "Agency"
Description: "An organisation that works with young people."
* name 1..1
* name ^short = "What people call the agency"
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains odsOrganisationCode 0..1 and odsSiteCode 0..1 and schoolNumber 0..1
* identifier[odsOrganisationCode].system 1..1
* identifier[odsOrganisationCode].system = "https://fhir.nhs.uk/Id/ods-organization-code" (exactly)
* identifier[odsOrganisationCode].value 1..1
* identifier[odsSiteCode].system 1..1
* identifier[odsSiteCode].system = "https://fhir.nhs.uk/Id/ods-site-code" (exactly)
* identifier[odsSiteCode].value 1..1
* identifier[schoolNumber].system 1..1
* identifier[schoolNumber].system = "https://fhir.hl7.org.uk/Id/urn-school-number" (exactly)
* identifier[schoolNumber].value 1..1

Profile: Service
Parent: HealthcareService
Id: service
Title: "Service"
Description: "What an agency offers, and to whom."
* providedBy 1..1
* providedBy ^short = "The agency whose service it is"
* name 1..1
* active 1..1
* active ^short = "Whether it is offered now"
