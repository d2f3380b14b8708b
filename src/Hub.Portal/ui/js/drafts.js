// What is typed is kept: each form marked data-draft posts itself to its address a moment after the last key.
const pause = 1500

export function keepDrafts () {
  for (const form of document.querySelectorAll('form[data-draft]')) keep(form)
}

function keep (form) {
  const note = form.querySelector('[data-saved]')
  let timer, busy = false, again = false
  const save = async () => {
    if (busy) { again = true; return }
    busy = true
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: new FormData(form), redirect: 'manual', keepalive: true })
      if (note) note.textContent = answer.ok ? await answer.text() : 'Not saved. Your words are still here; sign in again in another tab to keep them.'
    } catch {
      if (note) note.textContent = 'Not saved: no connection. Your words are still here.'
    }
    busy = false
    if (again) { again = false; save() }
  }
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, pause) })
  form.addEventListener('submit', () => clearTimeout(timer))
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden' && timer) { clearTimeout(timer); timer = undefined; save() } })
}
