import { createRoot } from 'react-dom/client';
import { useState } from 'react';

const TEXTS = 50_000;

/** A text box, and a button whose work has a fixed size: it sorts as many texts as the largest report has rows. */
function Bare() {
  const [first, setFirst] = useState('');
  const sort = (): void => {
    const texts = Array.from(
      { length: TEXTS },
      (_, index) => `+9053${(Math.imul(index + first.length, 7_919) >>> 0) % 100_000_000}`,
    );
    setFirst((before) => `${before.slice(0, 5)}${texts.toSorted()[0]}`);
  };
  return (
    <>
      <textarea aria-label="Mesaj" />
      <button type="button" onClick={sort}>
        {first === '' ? 'Sırala' : first}
      </button>
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Bare />);
