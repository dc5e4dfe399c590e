package org.jawort.campaign.template;

import java.util.Map;

/**
 * A start tag.
 *
 * @param attributes by name in small letters; a value's unknown parts are {@link
 *     HiddenText#UNKNOWN}
 * @param line where it ends
 */
record StartTag(String name, Map<String, String> attributes, int line) {
  /** The attribute's value; empty where it has none. */
  String value(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}
