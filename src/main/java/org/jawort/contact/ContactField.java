package org.jawort.contact;

import java.util.UUID;

/** Feld: a text that a tenant keeps of its contacts beside their master data. */
public record ContactField(UUID id, String name) {}
