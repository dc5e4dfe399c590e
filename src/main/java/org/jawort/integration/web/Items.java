package org.jawort.integration.web;

import java.util.List;

/** A list that is short enough to be shown whole. */
record Items<T>(List<T> items) {}
