package org.jawort.desk.dossier;

/**
 * A contact point in the copy of a contact's data, as its template needs it.
 *
 * @param words of the document, with the purposes as they were consented to
 */
public record CopiedWay(Dossier dossier, DocumentWords words, Presentation shown) {}
