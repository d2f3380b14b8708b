// Fills SUSHI's package cache from the official definitions: cache.mjs package.tgz folder
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [archive, cache] = process.argv.slice(2);
const kinds = ['StructureDefinition', 'ValueSet', 'CodeSystem'];

function describe(folder, name, version) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, fhirVersions: ['4.0.1'] }));
}

const core = join(cache, 'hl7.fhir.r4.core#4.0.1');
if (!existsSync(core)) {
  const fresh = `${core}.fresh`;
  rmSync(fresh, { recursive: true, force: true });
  describe(join(fresh, 'package'), 'hl7.fhir.r4.core', '4.0.1');
  execFileSync('tar', ['-xzf', archive, '-C', fresh, '--wildcards', ...kinds.map((kind) => `package/${kind}-*.json`)]);
  renameSync(fresh, core);
}

for (const name of ['hl7.terminology.r4', 'hl7.fhir.uv.tools.r4', 'hl7.fhir.uv.extensions.r4']) {
  describe(join(cache, `${name}#1.0.0`, 'package'), name, '1.0.0');
}
