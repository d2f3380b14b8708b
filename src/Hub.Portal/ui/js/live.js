// Live lists: the stream says that something changed, the page fetches its own address and swaps the list.
export function watch () {
  const list = document.querySelector('[data-live]')
  if (!list || !('EventSource' in window)) return
  const status = document.getElementById('live-status')
  const stream = new EventSource(list.dataset.live)
  stream.addEventListener('changed', async event => {
    const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'live' }, redirect: 'error' }).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of document.querySelectorAll('[data-live-part]')) {
      const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`)
      if (fresh && fresh.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceWith(fresh)
    }
    status.textContent = event.data
  })
  addEventListener('pagehide', () => stream.close())
}
