package org.jawort.form;

import org.jawort.tenant.Tenant;

/** A form that is open to the world, and whose it is. */
public record OpenForm(Tenant tenant, Form form) {}
