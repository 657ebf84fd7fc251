export { PersonalFields } from './PersonalFields.js';
export {
  causeFor,
  costFor,
  countPeople,
  findPerson,
  PeopleCounter,
  peopleOf,
  personalMessage,
  placeholdersOf,
  valuesFor,
} from './personalMessage.js';
