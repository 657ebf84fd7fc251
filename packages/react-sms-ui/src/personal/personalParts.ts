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
  textFor,
  valuesFor,
} from './personalMessage.js';
