#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One choice of a select. `exclusive` choices ("none of these") clear all others of a select-many.
struct Option
{
    QString value;
    QString label;
    bool selected = false;
    bool exclusive = false;
    QString picture = {}; ///< data URL
    QString sound = {};   ///< the form's name of it

    friend bool operator==(const Option &, const Option &) = default;
};

/// The choices of one select, in the order of the form. Threading: GUI thread.
class OptionListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString selectedLabels READ selectedLabels NOTIFY listChanged)

public:
    enum Role {
        ValueRole = Qt::UserRole + 1,
        LabelRole,
        SelectedRole,
        ExclusiveRole,
        PictureRole,
        SoundRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_options.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const std::vector<Option> &options() const { return m_options; }
    /// Same values in the same order: only what differs is announced.
    void assign(std::vector<Option> options);
    void select(const QStringList &values);
    [[nodiscard]] QStringList selected() const;
    /// What has been chosen, as a person reads it.
    [[nodiscard]] QString selectedLabels() const;
    [[nodiscard]] QStringList values() const;
    /// One choice to another place; the others close up.
    void move(int from, int to);
    /// Those named first, in that order; the others keep theirs after them.
    void order(const QStringList &values);

Q_SIGNALS:
    void countChanged();
    /// Choices have come, gone, or say something else.
    void listChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<Option> m_options;
};

} // namespace luotsi::viewmodels
