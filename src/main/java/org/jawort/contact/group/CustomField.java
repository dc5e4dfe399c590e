package org.jawort.contact.group;

import java.util.UUID;

/** Feld: a text that a tenant keeps of its contacts beside their master data. */
public record CustomField(UUID id, String name) {}
