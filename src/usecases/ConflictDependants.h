#pragma once

#include "forms/FormInstance.h"
#include "usecases/DraftConflicts.h"

#include <memory>

namespace luotsi::usecases {

/// Finds out what depends on each conflict of a draft: the form is filled once more with every other side,
/// and what then has another value, comes, goes or must be answered depends on the choice. Actions do not
/// run, so only what the form derives counts. Conflicts of rows have no other filling and are left out, and
/// so is what exceeds `mostFillings`: nothing else follows from a missing mark. Threading: a value; one
/// thread.
class ConflictDependants
{
public:
    ConflictDependants(std::shared_ptr<const forms::FormDefinition> definition,
                       const forms::Environment &environment)
        : m_definition(std::move(definition)), m_environment(environment)
    {
    }
    /// `standing` is filled with `stored`.
    void find(const forms::FormInstance &standing, const forms::StoredState &stored,
              DraftConflicts &conflicts) const;

private:
    static constexpr int mostFillings = 32;

    [[nodiscard]] QSet<QString> differences(const forms::FormInstance &standing, forms::StoredState other,
                                            const QString &path, const QString &value) const;

    std::shared_ptr<const forms::FormDefinition> m_definition;
    const forms::Environment &m_environment;
};

} // namespace luotsi::usecases
