package org.jawort.platform.web;

/**
 * A page of the settings, shown as a tab above each of them; a room adds one as a bean.
 *
 * @param order ascending: firm 100, users 150, websites 200, consent 300, sender addresses 400,
 *     fields 500, API keys 600, webhooks 700, set aside 800
 * @param label key of a message
 * @param href where it leads, below {@code /app/settings}
 * @param audience those who see it
 */
public record SettingsEntry(int order, String label, String href, Audience audience) {}
