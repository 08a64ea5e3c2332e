import { COURSES, OTHER_CHANNELS } from './courses.js';
import { personOf, type Person } from './academy.js';
import { mongoId, uuidOf } from './random.js';

const person = (at: number, first: string, last: string, email: string, more: Partial<Person> = {}): Person =>
  personOf(1_000_000 + at, { first, last, email, contactId: mongoId(6, at), userId: 20_000 + at, pageId: uuidOf(2, at), ...more });

/** People with something odd about them. The sandboxes show each as its provider would; tests find them by these names. */
export const ODD = {
  /** No e-mail in Holded, but one of a contact person. */
  throughContactPerson: person(1, 'Empresa', 'Bonificada', 'rrhh@empresa.example'),
  /** No e-mail anywhere. */
  withoutEmail: person(2, 'Sin', 'Correo', ''),
  /** The same e-mail as `twin`, with another contact. */
  elder: person(3, 'Elena', 'Doble', 'elena.doble@alumnos.example'),
  twin: person(4, 'Elena', 'Doble', 'Elena.Doble@Alumnos.example'),
  firstOfMonth: person(5, 'Marta', 'Primero', 'marta.primero@alumnos.example'),
  twoServices: person(6, 'Pablo', 'Paquete', 'pablo.paquete@alumnos.example'),
  foreign: person(7, 'John', 'Dollar', 'john.dollar@alumnos.example'),
  credited: person(8, 'Rosa', 'Abono', 'rosa.abono@alumnos.example'),
  drafted: person(9, 'Diego', 'Borrador', 'diego.borrador@alumnos.example'),
  unknownAccount: person(10, 'Nuria', 'Cuenta', 'nuria.cuenta@alumnos.example'),
  mismatched: person(11, 'Raúl', 'Descuadre', 'raul.descuadre@alumnos.example'),
  voided: person(12, 'Vera', 'Anulada', 'vera.anulada@alumnos.example'),
  /** In 4Geeks with capitals in the e-mail. */
  shouting: person(13, 'Gala', 'Mayor', 'gala.mayor@alumnos.example'),
  /** Two pages in Notion with her e-mail. */
  twoPages: person(14, 'Dora', 'Páginas', 'dora.paginas@alumnos.example'),
  /** A page that has only the name. */
  nameOnly: person(15, 'Ulises', 'Sólo-Nombre', 'ulises@alumnos.example'),
  /** The page is in the bin. */
  trashed: person(16, 'Petra', 'Papelera', 'petra.papelera@alumnos.example'),
  endless: person(17, 'Saúl', 'Eterno', 'saul.eterno@alumnos.example'),
  withoutStatus: person(18, 'Nil', 'Estado', 'nil.estado@alumnos.example'),
  strangeStatus: person(19, 'Olga', 'Rara', 'olga.rara@alumnos.example'),
  macro: person(20, 'Mia', 'Macro', 'mia.macro@alumnos.example'),
  otherCourse: person(21, 'Teo', 'Cruzado', 'teo.cruzado@alumnos.example'),
  twoAcademies: person(22, 'Ada', 'Sedes', 'ada.sedes@alumnos.example'),
  /** A student nobody ever billed. */
  unbilled: person(23, 'Fermín', 'Becado', 'fermin.becado@alumnos.example'),
  /** Invited: no user yet. */
  invited: person(24, 'Inés', 'Invitada', 'ines.invitada@alumnos.example'),
  mixedAccount: person(25, 'Omar', 'Objeto', 'omar.objeto@alumnos.example'),
} as const;

export const FULL_STACK = COURSES[0]!;
export const DATA_SCIENCE = COURSES[2]!;
export const CYBERSECURITY = COURSES[3]!;
export const SUMMER_WORKSHOP = OTHER_CHANNELS[2];
