// Passkeys: ask the hub for options, the device for a credential, and hand it back in the page's own form.
export function passkeys () {
  if (!('PublicKeyCredential' in window)) return
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false
    button.addEventListener('click', () => ask(button))
  }
}

async function ask (button) {
  const form = button.form
  const note = form.querySelector('[data-passkey-note]')
  try {
    const options = await fetch(button.dataset.options, { method: 'POST', body: new FormData(form) })
    if (!options.ok) throw new Error(String(options.status))
    const json = await options.json()
    const credential = button.dataset.passkey === 'add'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) })
    form.elements.credential.value = JSON.stringify(credential)
    form.submit()
  } catch {
    note.textContent = 'That did not work. You can try again, or use your password.'
  }
}
