#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One stored page of an upload question; `ref` is its stable path.
struct AttachedPage
{
    QString name;
    QString sizeText;
    QString ref;

    friend bool operator==(const AttachedPage &, const AttachedPage &) = default;
};

/// The pages attached to one question, in page order. Threading: GUI thread.
class AttachmentListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, SizeTextRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const std::vector<AttachedPage> &pages() const { return m_pages; }
    void assign(std::vector<AttachedPage> pages);

Q_SIGNALS:
    void countChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<AttachedPage> m_pages;
};

} // namespace luotsi::viewmodels
