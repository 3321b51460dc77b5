#pragma once

#include "viewmodels/Field.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace luotsi::viewmodels {

/// Deleted when the event loop runs next: the press that leaves a page may still stand inside its field.
struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};
using FieldPointer = std::shared_ptr<Field>;

/// The fields of one page, in form order. Role `field` is a Field*, which lives at least as long as its row.
/// Threading: GUI thread.
class FieldListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { FieldRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_fields.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE luotsi::viewmodels::Field *at(int row) const;

    [[nodiscard]] Field *find(const QString &ref) const;
    /// Makes the model show exactly `fields`; leading rows that are already there stay untouched.
    void assign(std::vector<FieldPointer> fields);
    [[nodiscard]] const std::vector<FieldPointer> &fields() const { return m_fields; }

Q_SIGNALS:
    void countChanged();

private:
    std::vector<FieldPointer> m_fields;
};

} // namespace luotsi::viewmodels
