'use client';
import { useState, type KeyboardEvent } from 'react';

export interface Cell {
  /** The header row is 0; rows start at 1. */
  row: number;
  column: number;
}

export interface GridKeys {
  active: Cell;
  setActive: (cell: Cell) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Moves the focusable cell of a grid by arrow keys, Home, End, Page Up and Page Down; Ctrl+Home and Ctrl+End move to
 * the corners.
 * Source: ARIA Authoring Practices Guide, grid pattern.
 */
export function useGridKeys(
  rowCount: number,
  columnCount: number,
  rowsPerPage: number,
  onMove: (cell: Cell) => void,
): GridKeys {
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const active = { row: Math.min(cell.row, rowCount), column: Math.min(cell.column, columnCount - 1) };
  return {
    active,
    setActive: setCell,
    onKeyDown: (event) => {
      const next = target(event, active, rowCount, columnCount - 1, rowsPerPage);
      if (next === undefined) return;
      event.preventDefault();
      setCell(next);
      onMove(next);
    },
  };
}

function target(
  event: KeyboardEvent,
  { row, column }: Cell,
  lastRow: number,
  lastColumn: number,
  page: number,
): Cell | undefined {
  if (event.altKey) return undefined;
  const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  const step = isRtl ? -1 : 1;
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  const isGridWide = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
      return { row: clamp(row + 1, lastRow), column };
    case 'ArrowUp':
      return { row: clamp(row - 1, lastRow), column };
    case 'ArrowRight':
      return { row, column: clamp(column + step, lastColumn) };
    case 'ArrowLeft':
      return { row, column: clamp(column - step, lastColumn) };
    case 'PageDown':
      return { row: clamp(row + page, lastRow), column };
    case 'PageUp':
      return { row: clamp(row - page, lastRow), column };
    case 'Home':
      return { row: isGridWide ? 0 : row, column: 0 };
    case 'End':
      return { row: isGridWide ? lastRow : row, column: lastColumn };
    default:
      return undefined;
  }
}
