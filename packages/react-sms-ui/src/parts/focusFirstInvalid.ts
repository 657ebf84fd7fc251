/** Focuses a control whose form was submitted with faults, unless another control with a fault precedes it. */
export function focusFirstInvalid(control: HTMLInputElement): void {
  // A selector for `:invalid` would match fieldsets, too, whose own validity is valid.
  const first = [...(control.form?.elements ?? [])].find(
    (one) => 'validity' in one && !(one as HTMLInputElement).validity.valid,
  );
  if (first === undefined || first === control) control.focus();
}
