// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables of names and what is drawn from them.
#include "tools/synthetic_names.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tools/buying_process.h"

namespace lotse::tools {
namespace {

constexpr Town kGermanTowns[] = {{"DE", "10115", "Berlin"},
                                 {"DE", "20095", "Hamburg"},
                                 {"DE", "80331", "München"},
                                 {"DE", "50667", "Köln"},
                                 {"DE", "60311", "Frankfurt am Main"},
                                 {"DE", "70173", "Stuttgart"},
                                 {"DE", "40213", "Düsseldorf"},
                                 {"DE", "04109", "Leipzig"},
                                 {"DE", "44135", "Dortmund"},
                                 {"DE", "45127", "Essen"},
                                 {"DE", "28195", "Bremen"},
                                 {"DE", "01067", "Dresden"},
                                 {"DE", "30159", "Hannover"},
                                 {"DE", "90402", "Nürnberg"},
                                 {"DE", "33602", "Bielefeld"},
                                 {"DE", "53111", "Bonn"},
                                 {"DE", "48143", "Münster"},
                                 {"DE", "76133", "Karlsruhe"},
                                 {"DE", "86150", "Augsburg"},
                                 {"DE", "52062", "Aachen"},
                                 {"DE", "38100", "Braunschweig"},
                                 {"DE", "24103", "Kiel"},
                                 {"DE", "09111", "Chemnitz"},
                                 {"DE", "39104", "Magdeburg"},
                                 {"DE", "79098", "Freiburg im Breisgau"},
                                 {"DE", "23552", "Lübeck"},
                                 {"DE", "99084", "Erfurt"},
                                 {"DE", "18055", "Rostock"},
                                 {"DE", "34117", "Kassel"},
                                 {"DE", "66111", "Saarbrücken"},
                                 {"DE", "49074", "Osnabrück"},
                                 {"DE", "14467", "Potsdam"},
                                 {"DE", "97070", "Würzburg"},
                                 {"DE", "93047", "Regensburg"},
                                 {"DE", "74072", "Heilbronn"},
                                 {"DE", "85049", "Ingolstadt"},
                                 {"DE", "89073", "Ulm"},
                                 {"DE", "38440", "Wolfsburg"},
                                 {"DE", "37073", "Göttingen"},
                                 {"DE", "33098", "Paderborn"},
                                 {"DE", "56068", "Koblenz"},
                                 {"DE", "07743", "Jena"},
                                 {"DE", "57072", "Siegen"},
                                 {"DE", "78462", "Konstanz"},
                                 {"DE", "95444", "Bayreuth"},
                                 {"DE", "03046", "Cottbus"}};
constexpr Town kNeighbourTowns[] = {
    {"AT", "1010", "Wien"},   {"AT", "4020", "Linz"},
    {"AT", "8010", "Graz"},   {"AT", "5020", "Salzburg"},
    {"CH", "8001", "Zürich"}, {"CH", "4051", "Basel"},
    {"CH", "3011", "Bern"},   {"CH", "9000", "St. Gallen"}};
constexpr Town kOtherTowns[] = {{"FR", "67000", "Strasbourg"},
                                {"NL", "5611", "Eindhoven"},
                                {"FR", "59000", "Lille"},
                                {"BE", "4000", "Liège"}};

constexpr const char* kGivenNames[] = {
    "Andrea",  "Anja",      "Anke",      "Ayşe",      "Birgit",    "Christine",
    "Claudia", "Elif",      "Eva",       "Franziska", "Gabriele",  "Heike",
    "Ines",    "Jana",      "Julia",     "Karin",     "Katrin",    "Laura",
    "Lena",    "Magdalena", "Marion",    "Nicole",    "Petra",     "Sabine",
    "Silke",   "Susanne",   "Tanja",     "Ute",       "Alexander", "Andreas",
    "Bernd",   "Carsten",   "Christian", "Daniel",    "Dirk",      "Emre",
    "Frank",   "Holger",    "Jan",       "Jörg",      "Jürgen",    "Kai",
    "Klaus",   "Lars",      "Lukas",     "Markus",    "Martin",    "Michael",
    "Murat",   "Oliver",    "Piotr",     "Ralf",      "Sebastian", "Stefan",
    "Sven",    "Thomas",    "Torsten",   "Uwe",       "Volker",    "Wolfgang"};

constexpr const char* kSurnames[] = {
    "Albrecht",  "Arnold",    "Bauer",    "Becker",   "Berger",   "Böhm",
    "Brandt",    "Busch",     "Demir",    "Dietrich", "Engel",    "Fischer",
    "Frank",     "Friedrich", "Fuchs",    "Graf",     "Groß",     "Günther",
    "Haas",      "Hahn",      "Hartmann", "Heinrich", "Herrmann", "Hoffmann",
    "Horn",      "Huber",     "Jäger",    "Jansen",   "Kaiser",   "Kaya",
    "Keller",    "Klein",     "Koch",     "König",    "Kowalski", "Krämer",
    "Kraus",     "Krüger",    "Kühn",     "Lang",     "Lehmann",  "Lindner",
    "Lorenz",    "Ludwig",    "Maier",    "Marx",     "Müller",   "Neumann",
    "Nowak",     "Öztürk",    "Otto",     "Peters",   "Pfeiffer", "Pohl",
    "Richter",   "Roth",      "Sauer",    "Schäfer",  "Schmitz",  "Schneider",
    "Schröder",  "Schulte",   "Schuster", "Seidel",   "Simon",    "Sommer",
    "Stein",     "Thomas",    "Vogel",    "Vogt",     "Wagner",   "Weber",
    "Weiß",      "Werner",    "Winter",   "Wolf",     "Yıldız",   "Ziegler",
    "Zimmermann"};

// Sounds like places, and is none that the author knows of.
constexpr const char* kFirmBeginnings[] = {
    "Ahorn",     "Amsel",   "Anker",  "Auen",    "Birken", "Bernstein",
    "Brücken",   "Dohlen",  "Eichen", "Elster",  "Erlen",  "Falken",
    "Feder",     "Föhren",  "Granit", "Hafen",   "Hasel",  "Hohen",
    "Kiesel",    "Kranich", "Kupfer", "Lerchen", "Linden", "Marder",
    "Mohn",      "Nebel",   "Nord",   "Quell",   "Reiher", "Schiefer",
    "Segel",     "Silber",  "Sonnen", "Stern",   "Tannen", "Ulmen",
    "Wacholder", "Weiden",  "Wiesen", "Zeder"};
constexpr const char* kFirmEndings[] = {
    "au",   "bach", "brück", "deich", "feld", "furt",  "grund",
    "hain", "haus", "hof",   "horst", "kamp", "kant",  "mark",
    "moor", "ried", "see",   "stieg", "tal",  "werder"};

// What companies of an industry call themselves.
constexpr const char* kTrades[][4] = {
    {"Maschinenbau", "Metallwerk", "Kunststofftechnik", "Antriebstechnik"},
    {"Software", "Systemhaus", "Datentechnik", "IT-Dienste"},
    {"Handel", "Großhandel", "Versand", "Baustoffhandel"},
    {"Logistik", "Spedition", "Lagerhaus", "Transporte"},
    {"Bau", "Hochbau", "Holzbau", "Tiefbau"},
    {"Finanzdienste", "Versicherungsmakler", "Leasing", "Kapital"},
    {"Medizintechnik", "Kliniken", "Pflegedienste", "Labor"},
    {"Stadtwerke", "Entsorgungsbetriebe", "Hafenbetriebe", "Verkehrsbetriebe"},
    {"Agrar", "Hotels", "Druck", "Beratung"}};
static_assert(std::size(kTrades) == std::size(kIndustries), "");

// Kept free for films by the Bundesnetzagentur, 000 to 999 each.
constexpr const char* kFilmNumbers[] = {"+49 30 23125 ", "+49 40 66969 ",
                                        "+49 69 90009 ", "+49 89 99998 ",
                                        "+49 221 4710 "};

const char* LegalForm(int64_t employees, SeededRandom* random) {
  if (employees < 12) return random->Chance(600) ? "GmbH" : "e. K.";
  if (employees < 400) return random->Chance(720) ? "GmbH" : "GmbH & Co. KG";
  return random->Chance(500) ? "AG" : random->Chance(600) ? "GmbH" : "SE";
}

}  // namespace

const Town& DrawTown(SeededRandom* random) {
  const int64_t where = random->Below(100);
  if (where < 3) return random->Pick(kOtherTowns);
  if (where < 14) return random->Pick(kNeighbourTowns);
  // Earlier ones are larger, so they come up more often.
  return kGermanTowns[static_cast<size_t>(
      std::min(random->Below(std::size(kGermanTowns)),
               random->Below(std::size(kGermanTowns))))];
}

std::string DrawPersonName(SeededRandom* random) {
  const char* given = random->Pick(kGivenNames);
  return absl::StrCat(given, " ", random->Pick(kSurnames));
}

std::string DrawCompanyName(size_t industry, int64_t employees,
                            SeededRandom* random) {
  const char* beginning = random->Pick(kFirmBeginnings);
  const char* ending = random->Pick(kFirmEndings);
  const char* trade = random->Pick(kTrades[industry]);
  return absl::StrCat(beginning, ending, " ", trade, " ",
                      LegalForm(employees, random));
}

std::string DrawPhone(SeededRandom* random) {
  const char* prefix = random->Pick(kFilmNumbers);
  return absl::StrCat(prefix, absl::Dec(random->Below(1000), absl::kZeroPad3));
}

std::string AddressWord(absl::string_view name, char separator) {
  const std::string plain = absl::StrReplaceAll(name, {{"ä", "ae"},
                                                       {"ö", "oe"},
                                                       {"ü", "ue"},
                                                       {"Ä", "ae"},
                                                       {"Ö", "oe"},
                                                       {"Ü", "ue"},
                                                       {"ß", "ss"},
                                                       {"ş", "s"},
                                                       {"ı", "i"}});
  std::string word;
  for (const char c : plain) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      word.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!word.empty() && word.back() != separator) {
      word.push_back(separator);
    }
  }
  while (!word.empty() && word.back() == separator) word.pop_back();
  return word;
}

std::string DomainOf(absl::string_view company_name) {
  // Without the legal form: the first two words.
  const std::vector<absl::string_view> words =
      absl::StrSplit(company_name, absl::MaxSplits(' ', 2));
  const size_t count = words.size() < 2 ? words.size() : 2;
  return absl::StrCat(
      AddressWord(absl::StrJoin(
                      words.begin(),
                      words.begin() + static_cast<std::ptrdiff_t>(count), " "),
                  '-'),
      ".example");
}

}  // namespace lotse::tools
