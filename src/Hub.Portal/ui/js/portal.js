// Everything works without this file; it makes forms kinder and lists live.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink } from 'govuk-frontend'
import { keepDrafts } from './drafts.js'
import { watch } from './live.js'
import { passkeys } from './passkeys.js'

document.documentElement.classList.add('js')
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]) createAll(component)

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
keepDrafts()
watch()
passkeys()
