package org.jawort.form;

import org.jawort.tenant.Tenant;

/**
 * A form that is open to the world, and whose it is.
 *
 * @param sha256 of the form as a dossier tells it ({@link ShownForm})
 */
public record OpenForm(Tenant tenant, Form form, String sha256) {}
