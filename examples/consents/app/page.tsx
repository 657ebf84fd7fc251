import { connection } from 'next/server';
import { readForm } from './api';
import { Form } from './Form';

export default async function FormPage() {
  await connection();
  return <Form {...await readForm()} />;
}
