package org.jawort.form;

/**
 * A part of the information of Art. 13 as a form shows it.
 *
 * @param text empty where nobody has said anything yet
 */
public record InformationPart(InformationTopic topic, String title, String text) {}
