import { areCompatible, typeOfName, typeOfSlug } from './service-type.js';

it.each([
  ['ES - Full-Stack - Part-Time', 'FS'], ['ES - ISA - Full-Time', 'FS'], ['full stack developer', 'FS'], ['EU - Data Science and AI/ML', 'DS'], ['Machine Learning', 'DS'],
  ['ES - Ciberseguridad', 'CS'], ['Cybersecurity bootcamp', 'CS'], ['ES - AI Engineering', 'AIE'], ['AI-Eng', 'AIE'], ['Taller de verano', 'UNKNOWN'], ['Visado', 'UNKNOWN'], ['', 'UNKNOWN'],
])('the name «%s» is %s', (name, type) => expect(typeOfName(name)).toBe(type));

it.each([
  ['spain-fs-pt-85', 'FS'], ['spain-ds-pt-45', 'DS'], ['spain-aie-pt-2', 'AIE'], ['spain-cs-pt-3', 'CS'], ['madrid-ft-12', 'FS'], ['fs-remote', 'FS'], ['weekends-aie-1', 'AIE'],
  ['online-ml-2', 'DS'], ['friends-of-4geeks', 'UNKNOWN'],
])('the slug «%s» is %s', (slug, type) => expect(typeOfSlug(slug)).toBe(type));

it('two unknown types are not compatible', () => {
  expect(areCompatible('UNKNOWN', 'UNKNOWN')).toBe(false);
  expect(areCompatible('FS', 'FS')).toBe(true);
  expect(areCompatible('FS', 'DS')).toBe(false);
});
