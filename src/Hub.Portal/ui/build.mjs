// Builds wwwroot/assets from scss/ and js/: sass and esbuild, no watcher, no framework.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const out = '../wwwroot/assets'
const budget = { 'portal.css': 30 * 1024, 'portal.js': 15 * 1024 }
rmSync(out, { recursive: true, force: true })
mkdirSync(`${out}/images`, { recursive: true })

// MoJ Frontend calls deprecated GOV.UK mixins: only warnings about our own files are worth reading
const logger = {
  warn(message, options) { if (options.span?.url?.href.includes('/ui/scss/')) console.error(message) },
  debug() {}
}
const css = sass.compile('scss/portal.scss', { style: 'compressed', loadPaths: ['.', 'node_modules'], quietDeps: true, logger }).css
if (/GDS Transport/i.test(css)) throw new Error('GDS Transport is in portal.css: it is licensed for GOV.UK domains only')
writeFileSync(`${out}/portal.css`, css)

// only the icons the CSS names; never a crest, a font or somebody else's logo
for (const [, icon] of css.matchAll(/\/assets\/images\/(icon-[a-z-]+\.svg)/g)) {
  cpSync(`node_modules/@ministryofjustice/frontend/moj/assets/images/${icon}`, `${out}/images/${icon}`)
}
cpSync('images', `${out}/images`, { recursive: true })

await esbuild.build({
  entryPoints: { portal: 'js/portal.js' }, bundle: true, minify: true, format: 'esm', target: 'es2022',
  outdir: out, legalComments: 'none', logLevel: 'warning'
})

for (const [file, most] of Object.entries(budget)) {
  const size = brotliCompressSync(readFileSync(`${out}/${file}`)).length
  console.log(`ui: ${file} ${(size / 1024).toFixed(1)} KB brotli`)
  if (size > most) throw new Error(`${file} is ${size} bytes brotli, more than ${most}`)
}
