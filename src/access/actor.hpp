#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overens::access {

/// Who asks. Made at the edge from what was shown (a key, a session, nothing), never from an address or a body.
struct Actor {
  /// visitor: nobody has signed in. developer: the local account of a trial. staff: a member of staff of an authority.
  /// system: another system, by its key. terminal: whoever may write to the database itself, by the command line.
  /// individual: somebody whom records are about, who has shown who they are. individual_by_code: whoever holds the
  /// code on paper that they were given.
  enum class Kind { visitor, developer, staff, system, terminal, individual, individual_by_code };

  Kind kind = Kind::visitor;
  std::string id = {};                        ///< the account's or the client's name, for the journal; empty: a visitor
  std::vector<std::string> authorities = {};  ///< that it speaks for: a member of staff for their own
  std::string role = {};        ///< of staff_roles, by the commission that they work under, or of system_roles
  std::string commission = {};  ///< its id
  std::string unit = {};        ///< that it is for; empty: the whole authority
  std::string purpose = {};     ///< of commission_purposes, by the commission
  std::string request = {};     ///< the id of the request that they ask in
  std::vector<std::string> persons = {};  ///< of an individual: who they are to each authority, "authority/id"
  bool is_fresh = false;                  ///< has shown who they are so lately as the policy asks (Policy::fresh_for)
  /// Of a member of staff: colleagues in the same role in whose place they work today.
  std::vector<std::string> stands_in_for = {};
  std::string authority_kind = {};  ///< of a member of staff: what kind of authority theirs is; empty: not known
  std::string name = {};            ///< what they are called, for their own pages; never for the journal

  /// May act for the authority. A developer and the terminal may for any, a visitor for none.
  bool speaks_for(std::string_view authority) const;
};

}  // namespace overens::access
