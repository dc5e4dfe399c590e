package org.jawort.contact;

import java.util.UUID;

/** Gruppe: contacts that a tenant lists together. */
public record ContactGroup(UUID id, String name) {}
