package org.jawort.form;

/**
 * Every way to put a form on a website, as text to paste (S1-14).
 *
 * @param address of the hosted form, for links and pictures that phones read
 * @param script one line that puts the form where it stands
 * @param place for the form, where it is to stand elsewhere
 * @param frame a frame, and a script that adapts its height
 * @param plain HTML that needs no script
 * @param curl an example for a server
 * @param fetch an example for a page's own script
 */
public record Embedding(
    String address,
    String script,
    String place,
    String frame,
    String plain,
    String curl,
    String fetch) {}
