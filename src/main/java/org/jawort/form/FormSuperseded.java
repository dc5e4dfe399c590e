package org.jawort.form;

import org.jawort.platform.TenantId;

/** Another version of a form is shown from the end of the transaction on. */
record FormSuperseded(TenantId tenant, FormId form) {}
