package org.jawort.contact.group;

import java.util.UUID;

/** Gruppe: contacts that a tenant lists together. */
public record ContactGroup(UUID id, String name) {}
