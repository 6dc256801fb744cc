-- Owner: billing. Why: who asks for a proof anew changes columns, never the keys; where the last one stood is the system's.

revoke update on month_proof from comptoir_app;
grant update (requested_at, requested_by, finished_at, invoice_count, read_count, differing_count) on month_proof
  to comptoir_app;
