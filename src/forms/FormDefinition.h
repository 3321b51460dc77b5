#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace luotsi::forms {

struct AuditSettings;
struct Model;

/// Gives the bytes behind a `jr://` reference of the form; nothing when there are none.
using Resources = std::function<std::optional<QByteArray>(const QString &uri)>;

/// A remark on a form for its author: not fatal unless `fatal`.
struct Finding
{
    base::Error error;
    bool fatal = false;
};

struct ParseLimits
{
    qsizetype bytes = 64 << 20;
    int depth = 256;               ///< nesting of elements
    std::size_t nodes = 4'000'000; ///< elements and attributes of all instances
};

/// A parsed ODK XForm: immutable, shared by all its instances.
/// Threading: any thread. Errors of parsing: MalformedForm with line and column.
class FormDefinition
{
public:
    ~FormDefinition();
    explicit FormDefinition(std::unique_ptr<const Model> model);
    FormDefinition(const FormDefinition &) = delete;
    FormDefinition &operator=(const FormDefinition &) = delete;

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString id() const;
    [[nodiscard]] QString version() const;
    /// As the form names them, in its order; empty for a form without itext.
    [[nodiscard]] QStringList languages() const;
    [[nodiscard]] QString defaultLanguage() const;
    /// What the form wants to be logged; nothing for most forms.
    [[nodiscard]] std::optional<AuditSettings> audit() const;
    /// Reference of the node that takes the name of the log's file; blank for a form without one.
    [[nodiscard]] QString auditReference() const;
    /// Does an action of the form, or its log, want to know where the device is?
    [[nodiscard]] bool asksForPosition() const;
    /// Version of the entities specification the form was written for; blank for a form without entities.
    [[nodiscard]] QString entitiesVersion() const;
    /// `jr://` references of external instances.
    [[nodiscard]] QStringList resourceUris() const;
    /// Remarks that did not stop the form from loading.
    [[nodiscard]] const std::vector<Finding> &findings() const;

    [[nodiscard]] const Model &model() const { return *m_model; }

private:
    std::unique_ptr<const Model> m_model;
};

/// Entity declarations are refused, memory stays below 64 times the input.
[[nodiscard]] base::Result<std::shared_ptr<const FormDefinition>>
parseForm(const QByteArray &bytes, const Resources &resources = {}, const ParseLimits &limits = {});

/// Everything an author should know, as strict as ODK Validate: unknown functions, dependency cycles with
/// their path, binds to nothing, duplicate ids. Holds the parse error alone when the form cannot be read.
[[nodiscard]] std::vector<Finding> checkForm(const QByteArray &bytes, const Resources &resources = {});

} // namespace luotsi::forms
