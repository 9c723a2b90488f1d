#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "base/symbols.hpp"
#include "base/word_table.hpp"
#include "event/composed_act.hpp"
#include "event/object_class.hpp"
#include "event/own_act.hpp"

namespace overens::event {

/// What an event, and a norm, can be about: a case, a placement, a forum …
struct Kind {
  std::string id;
  Label label;
  std::vector<std::string> ended_by;  ///< event types that end a subject of this kind
  bool ends_with_case = false;        ///< what has no last day ends with the closing of its case
  bool individual = false;            ///< belongs to somebody's case; false: shared between the parties
  Label many = {};                    ///< several of them; empty: they have no list
  std::vector<Label> called = {};     ///< what one without a name is called; see EventType::sentences
  /// Whose it is, who alone record what happens with it: the fields that name a party, a municipality or an agreement
  /// whose parties these are, in an event about it or in the one that it began with; `subject`: its own id.
  std::vector<std::string> whose = {};
  bool also_regions = false;  ///< … and the regions of these municipalities
};

struct Code {
  std::string id;
  Label label;
  /// An event that says it is kept at least so closely; most codes tell nothing that the event's type does not.
  std::optional<ObjectClass> secrecy = {};
  bool needs_two = false;    ///< of staff_roles: it holds when another administrator has confirmed it
  bool always_held = false;  ///< of staff_roles: where somebody holds it, its last commission is not ended
};

/// A county and its region, by the official list.
struct County {
  std::string code;    ///< two digits
  std::string letter;  ///< "Z", "AC"
  std::string name;
  std::string region;
};

struct Municipality {
  std::string code;  ///< four digits, the first two its county's
  std::string name;
  std::string full_name;  ///< as a party: "… kommun"
};

/// A named list of codes. Packs may add codes under their own prefix: "agreement-id.peer_support".
struct CodeSet {
  std::string id;
  std::vector<Code> codes;
};

/// When a field has to say something in what is recorded now, though it may be left out in what was recorded before.
struct Needed {
  enum class When { never, always, with, without };
  When when = When::never;
  std::string field = {};               ///< with, without: a field of codes of the same event
  std::vector<std::string> codes = {};  ///< with: when it holds one of them; without: when it holds another

  /// `said`: what the other field holds; empty: nothing yet.
  bool by(std::string_view said) const;
};

/// One field of an event's data.
struct DataField {
  enum class Type { code, day, integer, money, boolean, words, id, authority, unit, party, type, raw };
  /// What words say, when they are no free ones: an event's id, something that the agreement calls so (`of` says of
  /// which kind), a period, the id of something that is registered in the case, or of another case of its person (`of`
  /// is the code set of the kinds).
  enum class Says { anything, event, pack_item, period, registration };
  /// Of staff, which can be named: all of the authority's; those who hold the same role for the same unit as whoever
  /// holds the commission that the event is about; those who stand in for it.
  enum class Among { all, colleagues, stand_ins };

  std::string name;
  Type type = Type::words;
  Says says = Says::anything;
  std::string of;  ///< code: the code set; id: the kind; pack_item: the kind of item
  bool required = false;
  Needed needed = {};
  bool list = false;
  bool line = false;          ///< words: of one line, such as a name
  std::size_t longest = 0;    ///< words: so many characters at most
  bool own_page = false;      ///< shown on the individual's own page, where the event is
  bool appointment = false;   ///< when or where the individual is expected
  bool other_number = false;  ///< holds a number of another kind than a person's: a telephone's, a record's
  bool for_named = false;     ///< shown to those only who may see what is kept most closely, or say who may
  bool receives = false;      ///< authority: who should have it; it gets it by a disclosure
  bool why = false;           ///< words: why it is needed, which its disclosure says as well; see EventType::goes_to
  bool clock = false;         ///< integer: so many hours from when it happened what the event asks for may take
  std::optional<int> usual = {};      ///< integer: what the form begins with
  std::optional<int> least = {};      ///< integer: no less
  std::optional<int> most = {};       ///< integer: no more
  std::string not_before = {};        ///< day: the field whose day it does not come before; empty: any day
  std::optional<int> most_days = {};  ///< … and from that day through this so many days at most
  Among among = Among::all;           ///< id of a member of staff
  Label label;
  Label help = {};          ///< what whoever fills it in needs to know; empty: nothing
  base::Symbol symbol = 0;  ///< of the name; the same for all fields of that name
  base::WordTable symbols;  ///< code: the allowed words
  std::vector<std::pair<base::Symbol, ObjectClass>> telling = {};  ///< code: those with a secrecy of their own

  /// Whether an act can say this in it without asking: one of its codes, or true or false.
  bool can_say(std::string_view value) const;
};

/// The kinds of item of an agreement that a field can name.
inline constexpr char const* pack_items[] = {"version", "section",    "forum",     "heading", "rung",
                                             "norm",    "commitment", "indicator", "addendum"};

enum class Presence { none, optional, required };

/// What can happen. `shared` events are known to every authority from when they are recorded.
struct EventType {
  std::string name;
  Label label;
  Label title = {};                        ///< of the form that records it; empty: made from the label
  Label help = {};                         ///< what whoever records it needs to know; empty: nothing
  std::string group = {};                  ///< under which heading of the menu it stands, of Vocabulary::act_groups
  std::vector<std::string> by = {};        ///< kinds of authority that record it; empty: all. Others can as well
  std::vector<std::string> begun_on = {};  ///< kinds of subject on whose pages it begins its own subject
  bool in_record_system = false;           ///< its home is the record system; here it is known that it was done
  /// What the time line says, with the names of fields as places: each is said when all its fields stand.
  std::vector<Label> sentences = {};
  bool planned = false;          ///< it can be recorded before its day has come
  bool starts = false;           ///< its subject begins with it
  bool answers_arrival = false;  ///< says what is done with something that has come in; it takes no case on
  bool by_product = false;       ///< it comes about in an act of several events, and is no choice of its own in a menu
  bool replaces = false;  ///< what it says of its subject holds in the place of all that the types with `replaces` said
  std::vector<std::string> own_page = {};  ///< the parts of the individual's own page on which it stands
  Needed anothers = {};  ///< when what it begins is another person's, of which nothing stands on that page
  int lasts_days = 0;    ///< so long it can be relied on; 0: for ever
  std::string subject;   ///< kind of its subject; empty: it has none
  Presence in_case = Presence::none;
  Presence of_person = Presence::none;
  std::vector<std::string> classes;
  ObjectClass secrecy = ObjectClass::notes;  ///< of what it says, whatever its codes
  /// Whom it is recorded for, and is disclosed to as it is recorded: whom it names; whoever its subject came from;
  /// those to whom the beginning of its subject went.
  enum class GoesTo { nobody, named, giver, receivers };
  GoesTo goes_to = GoesTo::nobody;
  bool shared = false;
  bool internal = false;            ///< known to its owner alone, and never disclosed
  std::vector<std::string> undoes;  ///< after it, what these events said is needed is no longer needed
  std::vector<DataField> data;
  std::uint16_t number = 0;           ///< its place in Vocabulary::types
  std::uint32_t required_fields = 0;  ///< a bit for each field of data that must stand

  DataField const* field(std::string_view name) const;
  /// True when some of its codes are kept more closely than the type.
  bool can_tell_more() const;
  bool has_class(std::string_view name) const;
};

/// Where a role of a norm ("the authority that holds the plan") is looked for, in order.
struct RoleSource {
  enum class In { acting, field, event, participant, municipality_of_person, only_of_party };
  In in = In::acting;
  std::string event;     ///< event: its type; participant: the type that says that somebody takes part
  std::string field;     ///< the data field that names the authority; empty for event: the authority that acted
  std::string ended_by;  ///< participant: the type that says that it takes part no longer
};

struct Role {
  /// By an authority of a party of the agreement only; by whoever the events name; by whoever holds the subject now.
  /// The first two stay as they were at the opening, a holder changes when the subject is handed over.
  enum class Filled { party, named, holder };

  std::string id;
  Label label;
  Filled filled = Filled::named;
  bool is_party = false;           ///< found as an authority, then charged as its party
  std::vector<std::string> kinds;  ///< kinds of authority that can have it; empty: any
  std::vector<RoleSource> found;
};

/// Who answers for records, and where it belongs.
struct AuthorityKind {
  std::string id;
  Label label;
  std::string party;    ///< region, municipality or private
  bool health = false;  ///< health care: what it keeps can be blocked
};

/// On what a disclosure rests. What it says of itself decides what the disclosure must say.
struct DisclosureBasis {
  std::string id;
  Label label;
  bool consent = false;  ///< it names a consent, which must cover it; otherwise it says why it is needed
  bool coming = false;   ///< it may be of whole types, also of what is to come; otherwise item by item
};

/// A need that people ask about: "Vem gör vad?".
struct Need {
  std::string id;
  Label label;
  std::vector<std::string> words;  ///< other words for it, for searching
};

/// Words that mean the same to whoever searches.
struct Synonyms {
  std::string id;
  std::vector<std::string> words;
};

/// A heading of the menu of what can be recorded.
struct ActGroup {
  std::string id;
  Label label;
  std::string part = {};  ///< of a case's page that shows it, of Vocabulary::case_parts; empty: of no case
};

/// A part of a case's page, beside its overview and all that has been recorded: what is owed and recorded of some
/// headings.
struct CasePart {
  std::string id;  ///< in the address as well
  Label label;
  bool crossing = false;  ///< … and what has come from another authority, or gone to one
  bool team = false;      ///< … and who works in the case
};

/// The shared words, loaded from data. C++ knows by name only what `event/known.hpp` lists.
class Vocabulary {
 public:
  std::vector<Kind> kinds;
  std::vector<CodeSet> code_sets;
  std::vector<EventType> types;
  std::vector<Role> roles;
  std::vector<AuthorityKind> authority_kinds;
  std::vector<Code> unit_kinds;
  std::vector<DisclosureBasis> disclosure_bases;
  std::vector<Code> classes;
  std::vector<ComposedAct> acts;
  std::vector<OwnAct> own_acts;      ///< what individuals do themselves on their own page
  std::vector<ActGroup> act_groups;  ///< in the order of the menu
  std::vector<CasePart> case_parts;  ///< in the order of the page
  std::vector<Need> needs;
  std::vector<County> counties;
  std::vector<Municipality> municipalities;
  std::vector<Synonyms> synonyms;
  std::vector<std::string> passed_over;     ///< words that a search takes no notice of: "vem", "hur"
  std::vector<std::string> before_an_age;   ///< "aged", before a number
  std::vector<std::string> after_an_age;    ///< "år", "åring", after a number
  std::vector<std::string> between_ages;    ///< "och": "16 och 50 år"
  std::vector<std::string> not_an_age;      ///< before a number of years they say another age, or how long: "under"
  std::vector<std::string> not_an_age_now;  ///< the same after it: "efter", "i taget"

  Kind const* kind(std::string_view id) const;
  CodeSet const* code_set(std::string_view id) const;
  /// Nothing when there is no such set, or the set has no such code.
  Code const* code(std::string_view set, std::string_view id) const;
  EventType const* type(std::string_view name) const {
    auto const number = type_of_.find(name);
    return number == base::WordTable::none ? nullptr : &types[number];
  }
  ComposedAct const* act(std::string_view id) const;
  OwnAct const* own_act(std::string_view id) const;
  ActGroup const* act_group(std::string_view id) const;
  CasePart const* case_part(std::string_view id) const;
  Role const* role(std::string_view id) const;
  AuthorityKind const* authority_kind(std::string_view id) const;
  Need const* need(std::string_view id) const;
  /// One that only a pack has is item by item, and rests on no consent.
  DisclosureBasis disclosure_basis(std::string_view id) const;
  /// The county that somebody means by its code, its letter, its name with or without "län", its region, or one of its
  /// municipalities; nothing when there is none.
  County const* find_county(std::string_view word) const;
  /// What kind of party has the code; nothing when no party has it, of the official list or of an invented county.
  enum class PartyKind { region, municipality };
  std::optional<PartyKind> party_kind(std::string_view code) const;
  /// The code of the region that the municipality belongs to; empty: it is none.
  std::string region_of(std::string_view municipality) const;
  /// What is wrong with an authority of that kind belonging to that party; nothing when it can, or when there is no
  /// such kind.
  std::optional<base::Text> misfit(std::string_view kind_of_authority, std::string_view party) const;
  base::Symbols const& symbols() const { return symbols_; }

  /// Adds a pack's own codes to a set; they must begin with `prefix` and a dot. False: no such set or wrong prefix.
  bool add_code(std::string_view set, std::string_view prefix, Code code);
  /// Adds a party of an invented county, which the official list does not have.
  void add_party(std::string code) { invented_parties_.push_back(std::move(code)); }

 private:
  friend Vocabulary load_vocabulary(std::vector<base::SourceFile> const&, base::Findings&);
  void index(base::Findings& findings);

  base::Symbols symbols_;
  base::WordTable type_of_;
  std::vector<std::string> invented_parties_;
};

/// As the vocabulary writes it; nobody, when it says nothing.
EventType::GoesTo read_goes_to(std::string_view word);

/// The names of the fields that have a place in a sentence: "{party} has approved {version}".
std::vector<std::string> places_in(std::string_view sentence);

/// Says that no party has the code, and what codes look like.
base::Text no_such_party(std::string_view code);

/// Reads the vocabulary's files; what one file names may stand in another.
Vocabulary load_vocabulary(std::vector<base::SourceFile> const& files, base::Findings& findings);

/// The shape of a vocabulary file, for its JSON Schema.
base::ShapePtr vocabulary_shape();

}  // namespace overens::event
