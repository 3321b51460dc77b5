#pragma once

#include "viewmodels/ErrorListModel.h"
#include "viewmodels/FieldListModel.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// What a question page says above its fields.
struct PageHeading
{
    QString title;
    QString hint;
    QString why;
    bool sensitive = false;
    bool minorNote = false;

    friend bool operator==(const PageHeading &, const PageHeading &) = default;
};

/// The one question page being shown. The title is the question: the label of a single field, or the group's
/// label for a field list. Threading: GUI thread.
class QuestionPage : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString title READ title NOTIFY headingChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY headingChanged)
    Q_PROPERTY(QString why READ why NOTIFY headingChanged)
    Q_PROPERTY(bool sensitive READ isSensitive NOTIFY headingChanged)
    Q_PROPERTY(bool isMinorNote READ isMinorNote NOTIFY headingChanged)
    Q_PROPERTY(bool hasErrors READ hasErrors NOTIFY hasErrorsChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(luotsi::viewmodels::FieldListModel *fields READ fields CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::ErrorListModel *errors READ errors CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] QString title() const { return m_heading.title; }
    [[nodiscard]] QString hint() const { return m_heading.hint; }
    [[nodiscard]] QString why() const { return m_heading.why; }
    [[nodiscard]] bool isSensitive() const { return m_heading.sensitive; }
    [[nodiscard]] bool isMinorNote() const { return m_heading.minorNote; }
    /// A file is being attached: the page cannot be left forward until it is there or cancelled.
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] bool hasErrors() const { return m_errors.count() > 0; }
    [[nodiscard]] FieldListModel *fields() { return &m_fields; }
    [[nodiscard]] const FieldListModel &fields() const { return m_fields; }
    [[nodiscard]] ErrorListModel *errors() { return &m_errors; }

    void setHeading(const PageHeading &heading);
    void setErrors(std::vector<PageError> errors);
    void setBusy(bool busy);

Q_SIGNALS:
    void headingChanged();
    void hasErrorsChanged();
    void busyChanged();

private:
    PageHeading m_heading;
    bool m_busy = false;
    FieldListModel m_fields;
    ErrorListModel m_errors;
};

} // namespace luotsi::viewmodels
