// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The table of known headers. SF Salesforce, HS HubSpot, OD Odoo, DY Dynamics
// 365, PD Pipedrive, ZO Zoho; the others people choose by themselves.
#include "src/import/export_headers.h"

#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/import/csv_headers.h"

namespace lotse {
namespace {

using R = ExportRole;

constexpr KnownHeader kHeaders[] = {
    // When it came in.
    {"createddate", R::kCreated, 0},  // SF
    {"createdate", R::kCreated, 0},   // HS, OD
    {"createdon", R::kCreated, 0},    // DY, OD
    {"createdtime", R::kCreated, 0},  // ZO
    {"createdat", R::kCreated, 0},
    {"created", R::kCreated, 0},
    {"creationdate", R::kCreated, 0},
    {"datecreated", R::kCreated, 0},
    {"dealcreated", R::kCreated, 0},    // PD
    {"dealcreatedon", R::kCreated, 0},  // PD
    {"leadcreated", R::kCreated, 0},    // PD
    {"leadcreatedon", R::kCreated, 0},
    {"leadcreatedat", R::kCreated, 0},
    {"addtime", R::kCreated, 0},  // PD
    {"dateadded", R::kCreated, 1},
    {"addedon", R::kCreated, 1},
    {"hscreatedate", R::kCreated, 1},
    {"received", R::kCreated, 1},
    {"receivedat", R::kCreated, 1},
    {"receivedon", R::kCreated, 1},
    {"datereceived", R::kCreated, 1},
    {"inquirydate", R::kCreated, 1},
    {"leaddate", R::kCreated, 1},
    {"openedon", R::kCreated, 2},
    {"submittedat", R::kCreated, 2},
    {"submissiondate", R::kCreated, 2},
    {"erstelldatum", R::kCreated, 0},      // SF
    {"erstellungsdatum", R::kCreated, 0},  // HS
    {"erstelltam", R::kCreated, 0},        // DY, OD
    {"erstellt", R::kCreated, 0},
    {"erstellungszeit", R::kCreated, 0},  // ZO
    {"erstellungszeitpunkt", R::kCreated, 0},
    {"dealerstellt", R::kCreated, 0},    // PD
    {"dealerstelltam", R::kCreated, 0},  // PD
    {"leaderstellt", R::kCreated, 0},
    {"angelegt", R::kCreated, 0},
    {"angelegtam", R::kCreated, 0},
    {"anlagedatum", R::kCreated, 0},
    {"eingang", R::kCreated, 0},
    {"eingangam", R::kCreated, 0},
    {"eingangsdatum", R::kCreated, 0},
    {"eingegangen", R::kCreated, 0},
    {"eingegangenam", R::kCreated, 0},
    {"leadeingang", R::kCreated, 0},
    {"leaddatum", R::kCreated, 1},
    {"erfasst", R::kCreated, 1},
    {"erfasstam", R::kCreated, 1},
    {"erfassungsdatum", R::kCreated, 1},
    {"anfragedatum", R::kCreated, 1},
    {"anfragevom", R::kCreated, 1},
    {"anfrageam", R::kCreated, 1},
    {"date", R::kCreated, 5},
    {"datum", R::kCreated, 5},
    {"timestamp", R::kCreated, 5},
    {"zeitstempel", R::kCreated, 5},
    // When somebody first worked on it.
    {"firstcontact", R::kFirstWorked, 0},
    {"firstcontactdate", R::kFirstWorked, 0},
    {"firstcontacted", R::kFirstWorked, 0},
    {"firstcontactedon", R::kFirstWorked, 0},
    {"firstcontactedat", R::kFirstWorked, 0},
    {"datefirstcontacted", R::kFirstWorked, 0},
    {"firstresponse", R::kFirstWorked, 0},
    {"firstresponsedate", R::kFirstWorked, 0},
    {"firstresponseat", R::kFirstWorked, 0},
    {"firstresponsetime", R::kFirstWorked, 1},
    {"firstactivity", R::kFirstWorked, 0},
    {"firstactivitydate", R::kFirstWorked, 0},
    {"firsttouch", R::kFirstWorked, 0},
    {"firsttouchdate", R::kFirstWorked, 0},
    {"firstworked", R::kFirstWorked, 0},
    {"firstworkedon", R::kFirstWorked, 0},
    {"firstcall", R::kFirstWorked, 1},
    {"firstcalldate", R::kFirstWorked, 1},
    {"dateoffirstengagement", R::kFirstWorked, 0},  // HS
    {"dateoffirstoutreach", R::kFirstWorked, 0},    // HS
    {"firstoutreachdate", R::kFirstWorked, 0},      // HS
    {"contactedat", R::kFirstWorked, 2},
    {"contactedon", R::kFirstWorked, 2},
    {"datecontacted", R::kFirstWorked, 2},
    {"engagedate", R::kFirstWorked, 2},
    {"engageddate", R::kFirstWorked, 2},
    {"erstkontakt", R::kFirstWorked, 0},
    {"erstkontaktam", R::kFirstWorked, 0},
    {"erstkontaktdatum", R::kFirstWorked, 0},
    {"datumerstkontakt", R::kFirstWorked, 0},
    {"erstkontaktierung", R::kFirstWorked, 0},
    {"ersterkontakt", R::kFirstWorked, 0},
    {"ersterkontaktam", R::kFirstWorked, 0},
    {"datumersterkontakt", R::kFirstWorked, 0},
    {"datumdeserstenkontakts", R::kFirstWorked, 0},
    {"datumdererstenaktivitaet", R::kFirstWorked, 0},
    {"datumdererstenkontaktaufnahme", R::kFirstWorked, 0},
    {"ersteaktivitaet", R::kFirstWorked, 0},
    {"erstereaktion", R::kFirstWorked, 0},
    {"ersteantwort", R::kFirstWorked, 0},
    {"erstebearbeitung", R::kFirstWorked, 0},
    {"erstbearbeitung", R::kFirstWorked, 0},
    {"erstbearbeitetam", R::kFirstWorked, 0},
    {"erstanruf", R::kFirstWorked, 1},
    {"ersteranruf", R::kFirstWorked, 1},
    {"erstmalskontaktiert", R::kFirstWorked, 0},
    {"kontaktiertam", R::kFirstWorked, 2},
    {"angerufenam", R::kFirstWorked, 2},
    {"bearbeitetam", R::kFirstWorked, 3},
    {"bearbeitungsbeginn", R::kFirstWorked, 1},
    // When somebody last did.
    {"lastactivity", R::kLastWorked, 0},        // SF
    {"lastactivitydate", R::kLastWorked, 0},    // SF, HS, PD
    {"lastactivitytime", R::kLastWorked, 0},    // ZO
    {"lastcontacted", R::kLastWorked, 0},       // HS
    {"lastengagementdate", R::kLastWorked, 1},  // HS
    {"noteslastcontacted", R::kLastWorked, 0},  // HS
    {"dateoflastactivity", R::kLastWorked, 0},
    {"lastcontact", R::kLastWorked, 0},
    {"lastcontactdate", R::kLastWorked, 0},
    {"lastcontactedon", R::kLastWorked, 0},
    {"lasttouch", R::kLastWorked, 1},
    {"lastinteraction", R::kLastWorked, 1},
    {"letzteaktivitaet", R::kLastWorked, 0},           // SF
    {"datumderletztenaktivitaet", R::kLastWorked, 0},  // HS, PD
    {"letztesaktivitaetsdatum", R::kLastWorked, 0},
    {"zuletztkontaktiert", R::kLastWorked, 0},  // HS
    {"zuletztkontaktiertam", R::kLastWorked, 0},
    {"letzterkontakt", R::kLastWorked, 0},
    {"letzterkontaktam", R::kLastWorked, 0},
    {"datumletzterkontakt", R::kLastWorked, 0},
    {"letztekontaktaufnahme", R::kLastWorked, 0},
    {"letztebearbeitung", R::kLastWorked, 1},
    // When it ended.
    {"actualclosedate", R::kClosed, 0},  // DY
    {"closedate", R::kClosed, 1},        // SF, HS
    {"closeddate", R::kClosed, 1},       // OD
    {"dateclosed", R::kClosed, 1},       // OD
    {"closingdate", R::kClosed, 1},      // ZO
    {"dealclosedon", R::kClosed, 1},     // PD
    {"closedon", R::kClosed, 1},
    {"closedat", R::kClosed, 1},
    {"closetime", R::kClosed, 1},
    {"closed", R::kClosed, 1},
    {"wontime", R::kClosed, 2},   // PD
    {"losttime", R::kClosed, 3},  // PD
    {"wondate", R::kClosed, 2},
    {"lostdate", R::kClosed, 3},
    {"wonon", R::kClosed, 2},
    {"loston", R::kClosed, 3},
    {"converteddate", R::kClosed, 2},  // SF
    {"convertedon", R::kClosed, 2},
    {"becameacustomerdate", R::kClosed, 4},           // HS
    {"tatsaechlichesabschlussdatum", R::kClosed, 0},  // DY
    {"tatsaechlicherabschlusstermin", R::kClosed, 0},
    {"schlusstermin", R::kClosed, 1},   // SF
    {"abschlussdatum", R::kClosed, 1},  // HS, OD, ZO
    {"abschlusstermin", R::kClosed, 1},
    {"abschlussam", R::kClosed, 1},
    {"abgeschlossenam", R::kClosed, 1},
    {"dealabgeschlossenam", R::kClosed, 1},  // PD
    {"geschlossenam", R::kClosed, 1},
    {"abschluss", R::kClosed, 2},
    {"datumdesgewonnenendeals", R::kClosed, 2},  // PD
    {"datumdesverlorenendeals", R::kClosed, 3},  // PD
    {"gewonnenam", R::kClosed, 2},
    {"verlorenam", R::kClosed, 3},
    {"konvertiertam", R::kClosed, 2},
    {"auftragsdatum", R::kClosed, 2},
    {"auftragam", R::kClosed, 2},
    // Where it is.
    {"stage", R::kState, 0},      // SF, OD, PD, ZO
    {"stagename", R::kState, 0},  // SF
    {"stageid", R::kState, 0},    // OD
    {"stageidname", R::kState, 0},
    {"dealstage", R::kState, 0},  // HS
    {"opportunitystage", R::kState, 0},
    {"salesstage", R::kState, 0},
    {"pipelinestage", R::kState, 0},
    {"pipelinephase", R::kState, 1},  // DY
    {"leadstatus", R::kState, 1},     // SF, HS, ZO
    {"statusreason", R::kState, 1},   // DY
    {"dealstatus", R::kState, 2},
    {"opportunitystatus", R::kState, 2},
    {"status", R::kState, 2},          // PD, DY
    {"lifecyclestage", R::kState, 3},  // HS
    {"phase", R::kState, 0},           // SF, PD
    {"dealphase", R::kState, 0},       // HS
    {"opportunityphase", R::kState, 0},
    {"verkaufsphase", R::kState, 0},
    {"vertriebsphase", R::kState, 0},
    {"stufe", R::kState, 0},
    {"vertriebsstufe", R::kState, 0},
    {"statusgrund", R::kState, 1},  // DY
    {"bearbeitungsstatus", R::kState, 1},
    {"bearbeitungsstand", R::kState, 1},
    {"lifecyclephase", R::kState, 3},  // HS
    {"stand", R::kState, 4},
    // Since when.
    {"laststagechangedate", R::kStateSince, 0},  // SF
    {"laststagechange", R::kStateSince, 0},      // PD
    {"laststageupdate", R::kStateSince, 0},      // OD
    {"datelaststageupdate", R::kStateSince, 0},  // OD
    {"stagemodifiedtime", R::kStateSince, 0},    // ZO
    {"stagechangetime", R::kStateSince, 0},      // PD
    {"stagechangedate", R::kStateSince, 0},
    {"stagesince", R::kStateSince, 0},
    {"statussince", R::kStateSince, 0},
    {"statuschangedate", R::kStateSince, 0},
    {"laststatuschange", R::kStateSince, 0},
    {"laststatuschangedate", R::kStateSince, 0},
    {"datumderletztenphasenaenderung", R::kStateSince, 0},
    {"letztephasenaenderung", R::kStateSince, 0},  // PD
    {"letztephasenaktualisierung", R::kStateSince, 0},
    {"letztestufenaktualisierung", R::kStateSince, 0},
    {"letztestatusaenderung", R::kStateSince, 0},
    {"statusgeaendertam", R::kStateSince, 0},
    {"statusseit", R::kStateSince, 0},
    {"phaseseit", R::kStateSince, 0},
    {"imstatusseit", R::kStateSince, 0},
    {"statusdatum", R::kStateSince, 0},
    {"statusvom", R::kStateSince, 0},
    // How it ended.
    {"iswon", R::kOutcome, 0},        // SF
    {"won", R::kOutcome, 0},          // SF
    {"isclosedwon", R::kOutcome, 0},  // HS
    {"wonstatus", R::kOutcome, 0},    // OD
    {"converted", R::kOutcome, 1},    // SF
    {"isconverted", R::kOutcome, 1},  // SF
    {"outcome", R::kOutcome, 1},
    {"result", R::kOutcome, 2},
    {"conversion", R::kOutcome, 2},
    {"sold", R::kOutcome, 2},
    {"gewonnen", R::kOutcome, 0},  // SF
    {"konvertiert", R::kOutcome, 1},
    {"umgewandelt", R::kOutcome, 1},
    {"ergebnis", R::kOutcome, 1},
    {"verkauft", R::kOutcome, 2},
    {"abschluss", R::kOutcome, 3},
    {"auftrag", R::kOutcome, 3},
    {"target", R::kOutcome, 9},
    {"y", R::kOutcome, 9},
    {"isclosed", R::kClosedFlag, 0},  // SF
    {"closed", R::kClosedFlag, 0},    // SF
    {"geschlossen", R::kClosedFlag, 0},
    {"isdealclosed", R::kClosedFlag, 0},      // HS
    {"lostreason", R::kLostReason, 0},        // OD, PD
    {"lostreasonid", R::kLostReason, 0},      // OD
    {"closedlostreason", R::kLostReason, 0},  // HS
    {"reasonforloss", R::kLostReason, 0},     // ZO
    {"lossreason", R::kLostReason, 0},
    {"verlustgrund", R::kLostReason, 0},  // OD, PD
    {"grundfuerverlust", R::kLostReason, 0},
    {"absagegrund", R::kLostReason, 0},
    {"ablehnungsgrund", R::kLostReason, 0},
    // Where it came from.
    {"leadsource", R::kChannel, 0},             // SF, ZO, DY
    {"originalsource", R::kChannel, 0},         // HS
    {"originaltrafficsource", R::kChannel, 0},  // HS
    {"channel", R::kChannel, 0},
    {"leadchannel", R::kChannel, 0},
    {"marketingchannel", R::kChannel, 0},
    {"sourcechannel", R::kChannel, 1},  // PD
    {"source", R::kChannel, 1},         // OD
    {"sourceid", R::kChannel, 1},       // OD
    {"sourceidname", R::kChannel, 1},
    {"dealsource", R::kChannel, 1},
    {"opportunitysource", R::kChannel, 1},
    {"utmsource", R::kChannel, 3},
    {"leadorigin", R::kChannel, 3},
    {"sourceorigin", R::kChannel, 4},  // PD
    {"primarycampaignsource", R::kChannel, 5},
    {"medium", R::kChannel, 6},
    {"campaign", R::kChannel, 7},
    {"kanal", R::kChannel, 0},
    {"leadquelle", R::kChannel, 0},  // SF, DY
    {"leadkanal", R::kChannel, 0},
    {"quelle", R::kChannel, 1},  // OD
    {"herkunft", R::kChannel, 1},
    {"leadherkunft", R::kChannel, 1},
    {"originalquelle", R::kChannel, 0},
    {"urspruenglichequelle", R::kChannel, 0},  // HS
    {"kontaktquelle", R::kChannel, 1},
    {"werbekanal", R::kChannel, 1},
    {"vertriebskanal", R::kChannel, 3},
    {"kampagne", R::kChannel, 7},
    // What it is worth.
    {"amount", R::kValue, 0},  // SF, HS, ZO
    {"dealamount", R::kValue, 0},
    {"value", R::kValue, 0},       // PD
    {"dealvalue", R::kValue, 0},   // PD
    {"estrevenue", R::kValue, 1},  // DY
    {"estimatedrevenue", R::kValue, 1},
    {"estimatedvalue", R::kValue, 1},   // DY
    {"expectedrevenue", R::kValue, 2},  // OD
    {"plannedrevenue", R::kValue, 2},   // OD
    {"closevalue", R::kValue, 1},
    {"opportunityvalue", R::kValue, 0},
    {"opportunityamount", R::kValue, 0},
    {"amountincompanycurrency", R::kValue, 3},  // HS
    {"revenue", R::kValue, 5},
    {"betrag", R::kValue, 0},  // SF, HS
    {"wert", R::kValue, 0},    // PD
    {"dealwert", R::kValue, 0},
    {"auftragswert", R::kValue, 0},
    {"auftragssumme", R::kValue, 0},
    {"auftragsvolumen", R::kValue, 0},
    {"opportunitywert", R::kValue, 0},
    {"angebotswert", R::kValue, 1},
    {"angebotssumme", R::kValue, 1},
    {"volumen", R::kValue, 2},
    {"erwarteterumsatz", R::kValue, 2},  // OD
    {"geplanterumsatz", R::kValue, 2},
    {"geschaetzterumsatz", R::kValue, 1},  // DY
    {"geschumsatz", R::kValue, 1},         // DY
    {"umsatz", R::kValue, 5},
    {"summe", R::kValue, 5},
    {"actualrevenue", R::kWonValue, 0},  // DY
    {"wonvalue", R::kWonValue, 0},
    {"wonamount", R::kWonValue, 0},
    {"tatsaechlicherumsatz", R::kWonValue, 0},  // DY
    {"tatsumsatz", R::kWonValue, 0},            // DY
    {"currency", R::kCurrency, 0},              // DY, ZO, PD
    {"amountcurrency", R::kCurrency, 0},        // SF
    {"opportunitycurrency", R::kCurrency, 0},   // SF
    {"leadcurrency", R::kCurrency, 0},          // SF
    {"currencyisocode", R::kCurrency, 0},       // SF
    {"currencyofvalue", R::kCurrency, 0},       // PD
    {"dealcurrency", R::kCurrency, 0},
    {"waehrung", R::kCurrency, 0},
    {"betragwaehrung", R::kCurrency, 0},  // SF
    {"opportunitywaehrung", R::kCurrency, 0},
    {"waehrungdeswertes", R::kCurrency, 0},  // PD
    // Who is in charge.
    {"owner", R::kOwner, 0},             // PD, DY
    {"leadowner", R::kOwner, 0},         // SF, ZO
    {"opportunityowner", R::kOwner, 0},  // SF
    {"dealowner", R::kOwner, 0},         // HS, ZO
    {"contactowner", R::kOwner, 0},      // HS
    {"ownerid", R::kOwner, 1},
    {"hubspotowner", R::kOwner, 1},
    {"salesperson", R::kOwner, 0},  // OD
    {"salesagent", R::kOwner, 0},
    {"salesrep", R::kOwner, 0},
    {"assignedto", R::kOwner, 0},
    {"assignee", R::kOwner, 0},
    {"userid", R::kOwner, 2},              // OD
    {"leadinhaber", R::kOwner, 0},         // SF
    {"opportunityinhaber", R::kOwner, 0},  // SF
    {"inhaber", R::kOwner, 0},
    {"besitzer", R::kOwner, 0},  // PD, DY
    {"leadbesitzer", R::kOwner, 0},
    {"dealbesitzer", R::kOwner, 0},
    {"zustaendig", R::kOwner, 0},
    {"zustaendiger", R::kOwner, 0},
    {"zustaendigermitarbeiter", R::kOwner, 0},             // HS
    {"zustaendigermitarbeiterfuerdeal", R::kOwner, 0},     // HS
    {"zustaendigermitarbeiterfuerkontakt", R::kOwner, 0},  // HS
    {"verkaeufer", R::kOwner, 0},
    {"vertriebsmitarbeiter", R::kOwner, 0},  // OD
    {"vertriebler", R::kOwner, 0},
    {"aussendienst", R::kOwner, 1},
    {"betreuer", R::kOwner, 0},
    {"bearbeiter", R::kOwner, 0},
    {"verantwortlich", R::kOwner, 0},
    {"verantwortlicher", R::kOwner, 0},
    {"zugewiesenan", R::kOwner, 0},
    // Stages that people date.
    {"mqldate", R::kStageEntered, 0},
    {"sqldate", R::kStageEntered, 0},
    {"qualifieddate", R::kStageEntered, 0},
    {"qualifiedon", R::kStageEntered, 0},
    {"demodate", R::kStageEntered, 0},
    {"meetingdate", R::kStageEntered, 0},
    {"proposaldate", R::kStageEntered, 0},
    {"quotedate", R::kStageEntered, 0},
    {"qualifiziertam", R::kStageEntered, 0},
    {"qualifizierungsdatum", R::kStageEntered, 0},
    {"terminam", R::kStageEntered, 0},
    {"demoam", R::kStageEntered, 0},
    {"angebotam", R::kStageEntered, 0},
    {"angebotvom", R::kStageEntered, 0},
    {"angebotsdatum", R::kStageEntered, 0},
};

// What stands before the name of a stage, in lower case, and what after it.
constexpr std::pair<absl::string_view, absl::string_view> kStageFrames[] = {
    {"date entered ", ""},        // HS
    {"hs_date_entered_", ""},     // HS
    {"hs_v2_date_entered_", ""},  // HS
    {"became a ", " date"},       // HS
    {"became an ", " date"},      // HS
    {"datum des eintritts in ", ""}, {"eintrittsdatum in ", ""},
    {"eingetreten in ", ""},         {"datum phase ", ""},
};

constexpr absl::string_view kEntities[] = {"deal - ", "lead - ",
                                           "(do not modify) "};

}  // namespace

absl::Span<const KnownHeader> KnownHeaders() { return kHeaders; }

std::string HeaderKey(absl::string_view header) {
  header = absl::StripAsciiWhitespace(header);
  for (const absl::string_view entity : kEntities) {
    if (absl::StartsWithIgnoreCase(header, entity)) {
      header.remove_prefix(entity.size());
      break;
    }
  }
  std::string key;
  for (const char c : KeyFromHeader(header)) {
    if (c != '_') key.push_back(c);
  }
  return key;
}

std::string StageOfHeader(absl::string_view header) {
  header = absl::StripAsciiWhitespace(header);
  for (const auto& [before, after] : kStageFrames) {
    if (header.size() <= before.size() + after.size() ||
        !absl::StartsWithIgnoreCase(header, before) ||
        !absl::EndsWithIgnoreCase(header, after)) {
      continue;
    }
    header.remove_prefix(before.size());
    header.remove_suffix(after.size());
    header = absl::StripAsciiWhitespace(header);
    if (absl::ConsumePrefix(&header, "\"")) absl::ConsumeSuffix(&header, "\"");
    // The pipeline stands behind it in brackets.
    const size_t pipeline = header.rfind(" (");
    if (pipeline != absl::string_view::npos && absl::EndsWith(header, ")")) {
      header = header.substr(0, pipeline);
      absl::ConsumeSuffix(&header, "\"");
    }
    return std::string(header);
  }
  return "";
}

}  // namespace lotse
