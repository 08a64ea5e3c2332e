import { academyOf } from './academy.js';

it('is a school of the size that was asked for, the same for the same seed', () => {
  const school = academyOf();
  expect([school.people.length, school.enrolments.length, school.bills.length]).toEqual([800, 1200, 3000]);
  expect(school.credits.length).toBeGreaterThan(5);
  expect(new Set(school.people.map(({ email }) => email)).size).toBe(800);
  expect(new Set([...school.bills, ...school.credits].map(({ id }) => id)).size).toBe(3000 + school.credits.length);
  expect(academyOf({ students: 5 })).toEqual(academyOf({ students: 5 }));
  expect(academyOf({ students: 5, seed: 1 }).enrolments).not.toEqual(academyOf({ students: 5, seed: 2 }).enrolments);
});
