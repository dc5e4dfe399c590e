package org.jawort.desk.web.consent;

import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentView;

/** What a form about a consent is about. */
record StatementSubject(ConsentView view, ConsentView.OfPurpose purpose, ConsentAction action) {}
