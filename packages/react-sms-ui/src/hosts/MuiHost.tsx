import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Checkbox from '@mui/material/Checkbox';
import CssBaseline from '@mui/material/CssBaseline';
import FormControlLabel from '@mui/material/FormControlLabel';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A part of a page styled by MUI, with its baseline for the page. */
export function MuiHost(): ReactNode {
  return (
    <>
      <CssBaseline />
      <Card variant="outlined">
        <CardContent>
          <Typography variant="h5" component="h2">
            MUI
          </Typography>
          <Typography>The host’s own paragraph, fields and table.</Typography>
          <TextField label="Field" size="small" margin="normal" />
          <FormControlLabel control={<Checkbox defaultChecked />} label="Box" />
          <Button variant="contained">Button</Button>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>Head</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              <TableRow>
                <TableCell>Cell</TableCell>
              </TableRow>
            </TableBody>
          </Table>
        </CardContent>
      </Card>
    </>
  );
}
